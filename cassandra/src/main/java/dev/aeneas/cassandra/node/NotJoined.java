package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;

/** A join ended in another mode than NORMAL: restart the node unjoined before the next try. */
public final class NotJoined extends NodeRefused {
    private final NodeMode mode;

    public NotJoined(NodeAddress node, NodeMode mode, String reason, Throwable cause) {
        super(node, "join the ring", reason + " (mode " + mode + ")", cause);
        this.mode = mode;
    }

    public NodeMode mode() {
        return mode;
    }
}
