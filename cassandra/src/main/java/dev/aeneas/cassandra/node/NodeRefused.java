package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** The node answered and said no; the message holds its reason. */
public sealed class NodeRefused extends NodeException permits NotJoined, SnapshotExists {
    public NodeRefused(NodeAddress node, String asked, String reason) {
        this(node, asked, reason, null);
    }

    public NodeRefused(NodeAddress node, String asked, String reason, Throwable cause) {
        super(node, "node " + node + " refused '" + asked + "': " + reason, cause);
    }
}
