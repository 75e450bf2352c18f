package dev.aeneas.platform.process;

/** Performs the open work of one kind of process. */
@FunctionalInterface
public interface Worker<W extends Work> {
    /**
     * Does the work, idempotently, and returns the report: an input that the process's kind knows ({@link
     * ProcessKind.Builder#onReport}). Whatever it throws reaches the process as {@link WorkFailed},
     * but {@link WorkAbandoned}, which reaches nobody.
     */
    Object perform(ProcessId process, W work) throws Exception;
}
