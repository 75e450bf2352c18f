package dev.aeneas.cassandra.node;

import java.time.Duration;

/**
 * How long writes that a node coordinates may take before it says that they failed.
 *
 * @param counters the same for counters
 */
public record WriteBounds(Duration writes, Duration counters) {
    /** Cassandra's own. */
    public static final WriteBounds DEFAULT = new WriteBounds(Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Nothing can be written. */
    public static final WriteBounds NONE = new WriteBounds(Duration.ZERO, Duration.ZERO);
}
