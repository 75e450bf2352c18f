package dev.aeneas.platform.process;

/** Whether what is being done may still be done; asked in the moment before every single effect. */
@FunctionalInterface
public interface Fence {
    Fence OPEN = () -> {};

    /**
     * Returns when the next effect may be done.
     *
     * @throws WorkAbandoned when it may not: the worker was paused for so long that another one
     *     leads, that the work is over, or that another holder has a higher epoch; also when that cannot be known
     */
    void check();

    /** As {@link #check}, content with a check a few milliseconds ago: for effects that must come at one instant, or are many. */
    default void checkOfThisInstant() {
        check();
    }
}
