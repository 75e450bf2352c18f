package dev.aeneas.platform.process;

/**
 * Thrown by a {@link Worker} that may not go on: somebody else does the work now, or nobody is to do it any more.
 *
 * <p>Nothing is reported, since a report under the work's key would stand in the place of the other one's; if the work is
 * open after all, the next sweep begins it anew.
 */
public final class WorkAbandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkAbandoned(String reason) {
        super(reason);
    }

    public WorkAbandoned(String reason, Throwable cause) {
        super(reason, cause);
    }
}
