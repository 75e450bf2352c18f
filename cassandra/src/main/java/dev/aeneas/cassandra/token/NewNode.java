package dev.aeneas.cassandra.token;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.util.Objects;

/** A node that needs tokens, in the rack where it will run. */
public record NewNode(NodeAddress address, String rack) {
    public NewNode {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(rack, "rack");
    }
}
