package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** The node refuses the credentials. */
public final class AccessDenied extends NodeException {
    public AccessDenied(NodeAddress node, Throwable cause) {
        super(node, "node " + node + " refuses the credentials", cause);
    }
}
