package dev.aeneas.platform.process;

/** A worker gave up on this attempt. */
public record WorkFailed(Work work, Exception cause) {

    /** The failure in one sentence, for people. */
    public String reason() {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
