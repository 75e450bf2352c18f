package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;

/** The tag is already used on this node for one of the keyspaces. */
public final class SnapshotExists extends NodeRefused {
    private final String tag;

    public SnapshotExists(NodeAddress node, String tag) {
        super(node, "take a snapshot", "the tag '" + tag + "' exists");
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }
}
