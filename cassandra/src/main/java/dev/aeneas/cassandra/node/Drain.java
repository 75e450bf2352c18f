package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Flushes everything to disk and closes the node to clients and peers, so that it may be stopped without loss. */
@FunctionalInterface
public interface Drain {
    /** Returns when the node is DRAINED, at once if it already is. */
    void drain(Duration bound);
}
