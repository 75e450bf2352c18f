package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** Nothing listens there, or the connection broke: a call that was under way may or may not have been done. */
public final class NodeUnreachable extends NodeException {
    public NodeUnreachable(NodeAddress node, Throwable cause) {
        super(node, "node " + node + " cannot be reached: " + cause, cause);
    }
}
