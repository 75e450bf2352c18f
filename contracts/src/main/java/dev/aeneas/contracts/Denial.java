package dev.aeneas.contracts;

/**
 * What a REST gateway did not do, for whom and why.
 *
 * @param caller as the token names them; left out where nobody could be told
 * @param path as the endpoint is declared, e.g. {@code /clusters/{cluster}}: never what a stranger wrote
 * @param needed the role that would have been enough
 * @param unreported denials of this reason since the last event that nobody was told of, because they were too many
 */
public record Denial(String caller, String method, String path, Reason reason, String needed, long unreported) {
    public Denial {
        Require.text("method", method);
        Require.text("path", path);
        Require.present("reason", reason);
        Require.text("needed", needed);
        Require.notNegative("unreported", unreported);
    }

    /** Why it was not done. */
    public enum Reason {
        /** The request showed no token. */
        NO_TOKEN,
        /** Nobody we believe issued the token for us, or it has expired. */
        BAD_TOKEN,
        /** The caller is known and lacks the role, or has it for another cluster. */
        ROLE_MISSING
    }
}
