package dev.aeneas.failover.hook;

/**
 * What a hook said.
 *
 * @param reason in its own words, or why there is no answer; for people
 */
public record HookAnswer(String hook, Kind kind, String reason) {
    /** How it said it. */
    public enum Kind {
        /** Status 2xx. */
        YES,
        /** Status 409. */
        VETO,
        /** Anything else, or nothing within its time. */
        NONE
    }
}
