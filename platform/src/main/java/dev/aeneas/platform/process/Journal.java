package dev.aeneas.platform.process;

import dev.aeneas.contracts.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * Where processes live: state and recorded messages of one process are written together or not at all.
 *
 * <p>Every method throws {@link Unavailable} when the store does not answer within its bound; a write may then have
 * happened, which {@link #recorded} tells.
 */
public interface Journal {

    /** The newest state of a process. */
    Optional<Entry> load(ProcessId process);

    /** What the process recorded on an input; empty when it has not decided on it. */
    Optional<List<Envelope>> recorded(ProcessId process, String inputId);

    /** Writes the next entry; false when somebody else wrote since {@code append.version() - 1} was loaded. */
    boolean append(ProcessId process, Append append);

    /** Leaves the process out of {@link #open} from now on, until a version after this one is appended. */
    void close(ProcessId process, long version);

    /** Processes that may not be closed: after a crash, the ones to look at. */
    List<Open> open();

    /** Those of one kind. */
    default List<String> open(String kind) {
        return open().stream()
                .map(Open::process)
                .filter(process -> process.kind().equals(kind))
                .map(ProcessId::id)
                .toList();
    }

    /** Every process of a kind, closed ones too. */
    List<String> all(String kind);

    /**
     * A process as stored.
     *
     * @param version 1 after the first append
     * @param state as JSON
     * @param correlationId of the newest input, which what the process does next belongs to
     * @param inputId of the newest input
     * @param trace of the newest input; null where nobody traced it
     */
    record Entry(long version, String state, String correlationId, String inputId, String trace) {}

    /**
     * A process that may not be closed.
     *
     * @param version at least the one that is stored; more only where an append did not happen, or not yet
     */
    record Open(ProcessId process, long version) {}

    /**
     * A decision to be recorded with the input that led to it.
     *
     * @param opens true when the process is new or was closed
     */
    record Append(long version, String state, boolean opens, Received<?> input, List<Envelope> messages) {}

    /** The store did not answer in time. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
