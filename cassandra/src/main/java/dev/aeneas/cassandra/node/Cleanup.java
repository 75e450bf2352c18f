package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Removes from a node's disk what it no longer owns after others joined. */
@FunctionalInterface
public interface Cleanup {
    /**
     * Returns when the keyspace is clean.
     *
     * @param jobs tables cleaned at once; 0 for as many as compaction threads
     * @throws NodeRefused if it was aborted or some table could not be cleaned
     */
    void cleanup(String keyspace, int jobs, Duration bound);
}
