package dev.aeneas.cli;

/** What the process ends with; stable, for scripts. */
public final class ExitCode {
    /** Done, and observed to be so. */
    public static final int OK = 0;

    /** It was tried and failed, or a check of the demo did not hold. */
    public static final int FAILED = 1;

    /** The command line was not understood (picocli's own). */
    public static final int USAGE = 2;

    /** A service understood the request and refused it; nothing changed. */
    public static final int REFUSED = 3;

    /** Something that is needed is not there: the stack is not running, a port is taken, the build failed. */
    public static final int UNAVAILABLE = 4;

    /** It still goes on, but the bound for waiting is over. */
    public static final int TIMED_OUT = 5;

    private ExitCode() {}
}
