package dev.aeneas.backup.pace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.time.Duration;

/** The pace of copies on one node, shared by all that are under way there. Close it when the copy has ended. */
public interface Pace extends AutoCloseable {
    /** No limit. */
    Pace NONE = new Unpaced();

    /** The same bytes, no faster than the node's clients can bear. */
    InputStream paced(InputStream content);

    /**
     * As {@link #paced}, for whoever moves bytes in other ways: returns when so many may be moved.
     *
     * @param bytes at best no more than a few hundred KiB
     */
    void pass(long bytes) throws InterruptedException;

    /** Waits, up to a bound, until few compactions wait: they need the disk that the copy would read. */
    void awaitCompactions() throws InterruptedException;

    /** How it goes. */
    Shown shown();

    @Override
    void close();

    /**
     * How a copy goes on one node.
     *
     * @param bytesPerSecond null: no limit
     * @param pendingCompactions at the last look; null: not known
     * @param usualLatency what clients wait without the copy (95th percentile); null: not known
     * @param latency the same now; null: too few have asked
     * @param keptBack null: nothing was kept back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String node,
            Long bytesPerSecond,
            PaceReason reason,
            Integer pendingCompactions,
            Duration usualLatency,
            Duration latency,
            KeptBack keptBack) {
        static final Shown UNPACED = new Shown(null, null, PaceReason.NOT_PACED, null, null, null, null);
    }
}
