package dev.aeneas.cassandra.ring;

/** What a node is doing on the ring, in Cassandra's own words where it has them. */
public enum NodeMode {
    /** Runs and gossips, but owns no tokens: started with {@code join_ring=false}, or still starting. */
    UNJOINED,
    JOINING,
    /** The join broke off: the node must be restarted unjoined before it can take part in another one. */
    JOIN_FAILED,
    NORMAL,
    MOVING,
    LEAVING,
    /** The decommission broke off: the node still owns its tokens. */
    LEAVE_FAILED,
    /** Decommissioned or removed: owns nothing any more. */
    LEFT,
    DRAINING,
    /** Flushed and closed to clients: only a restart brings it back. */
    DRAINED;

    /** Whether the ring is changing because of this node, so that nobody else may change it. */
    public boolean changesTheRing() {
        return switch (this) {
            case JOINING, JOIN_FAILED, MOVING, LEAVING, LEAVE_FAILED -> true;
            case UNJOINED, NORMAL, LEFT, DRAINING, DRAINED -> false;
        };
    }

    /** Whether the ring counts this node among the owners of data; a node that joins does not own yet. */
    public boolean owns() {
        return switch (this) {
            case NORMAL, MOVING, LEAVING, LEAVE_FAILED, DRAINING, DRAINED -> true;
            case UNJOINED, JOINING, JOIN_FAILED, LEFT -> false;
        };
    }
}
