package dev.aeneas.cli;

/** An error that the user can do something about; the message says what. */
public class CliException extends RuntimeException {
    private final int exitCode;

    public CliException(int exitCode, String message) {
        this(exitCode, message, null);
    }

    public CliException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CliException failed(String message) {
        return new CliException(ExitCode.FAILED, message);
    }

    public static CliException unavailable(String message) {
        return new CliException(ExitCode.UNAVAILABLE, message);
    }

    public static CliException timedOut(String message) {
        return new CliException(ExitCode.TIMED_OUT, message);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
