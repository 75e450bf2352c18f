package dev.aeneas.cassandra.ring;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** A node with its tokens, in the place that decides which replicas it holds. */
public record TokenOwner(NodeAddress address, String datacenter, String rack, SortedSet<Long> tokens) {
    public TokenOwner {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(datacenter, "datacenter");
        Objects.requireNonNull(rack, "rack");
        tokens = Collections.unmodifiableSortedSet(new TreeSet<>(tokens));
    }

    public static TokenOwner of(NodeView node) {
        return new TokenOwner(node.address(), node.datacenter(), node.rack(), node.tokens());
    }
}
