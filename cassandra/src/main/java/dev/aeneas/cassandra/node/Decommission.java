package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Streams a node's data to the others and takes it off the ring; never by force. */
@FunctionalInterface
public interface Decommission {
    /**
     * Returns when the node has LEFT; goes on waiting if it was already leaving, returns at once if it has left.
     *
     * @throws NodeRefused if Cassandra refuses or the streaming fails: the node keeps its tokens
     * @throws NodeSilent if the end was not seen within the bound
     */
    void decommission(Duration bound);
}
