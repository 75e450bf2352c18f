package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** Whatever goes wrong between Aeneas and one node; the kinds differ in what the caller may believe afterwards. */
public abstract sealed class NodeException extends RuntimeException
        permits NodeUnreachable, NodeSilent, AccessDenied, NodeRefused {

    private final transient NodeAddress node;

    NodeException(NodeAddress node, String message, Throwable cause) {
        super(message, cause);
        this.node = node;
    }

    public NodeAddress node() {
        return node;
    }
}
