package dev.aeneas.cassandra.node;

import java.time.Duration;
import java.util.Set;

/** Fetches all that this node should own from another datacenter. */
@FunctionalInterface
public interface Rebuild {
    /**
     * Returns when every keyspace has been streamed.
     *
     * @param bound for all keyspaces together
     * @throws NodeRefused if a source is missing or a stream fails; what was streamed before stays
     */
    void rebuild(String sourceDatacenter, Set<String> keyspaces, Duration bound);
}
