package dev.aeneas.cassandra.node;

import java.time.Duration;
import java.util.UUID;

/** Takes another, dead node off the ring; what it held comes from the replicas that live. */
@FunctionalInterface
public interface RemoveNode {
    /**
     * Returns when the living agree that it is gone; one removal at a time.
     *
     * @throws NodeRefused if it lives, is not on the ring, or another removal is under way
     * @throws NodeSilent if the end was not seen within the bound
     */
    void removeNode(UUID hostId, Duration bound);
}
