package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.time.Duration;

/** The node gave no answer within the bound: whether it did what was asked is not known. */
public final class NodeSilent extends NodeException {
    public NodeSilent(NodeAddress node, String asked, Duration bound) {
        super(node, "node " + node + " did not answer '" + asked + "' within " + bound.toMillis() + " ms", null);
    }
}
