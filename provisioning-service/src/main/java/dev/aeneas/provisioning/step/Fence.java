package dev.aeneas.provisioning.step;

/** Whether what is being done may still be done; asked in the moment before every single effect. */
@FunctionalInterface
public interface Fence {
    Fence OPEN = () -> {};

    /**
     * Returns when the next effect may be done.
     *
     * @throws dev.aeneas.platform.process.WorkAbandoned when it may not: the worker was paused for so long that another one
     *     leads, that the work is over, or that another holder has a higher epoch; also when that cannot be known
     */
    void check();

    /** As {@link #check}, content with a check a few milliseconds ago: nodes of a wave must join at one instant. */
    default void checkOfThisInstant() {
        check();
    }
}
