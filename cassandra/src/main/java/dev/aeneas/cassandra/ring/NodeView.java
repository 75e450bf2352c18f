package dev.aeneas.cassandra.ring;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One node as another node (or itself) sees it through gossip.
 *
 * @param tokens of the Murmur3 partitioner; empty for a node that has not joined
 * @param loadBytes what the node last said it stores; 0 until it has said so
 * @param schemaVersion empty until gossip has told it
 */
public record NodeView(
        NodeAddress address,
        UUID hostId,
        String datacenter,
        String rack,
        boolean up,
        NodeMode mode,
        SortedSet<Long> tokens,
        long loadBytes,
        Optional<UUID> schemaVersion) {

    public NodeView {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(hostId, "hostId");
        Objects.requireNonNull(datacenter, "datacenter");
        Objects.requireNonNull(rack, "rack");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(schemaVersion, "schemaVersion");
        tokens = Collections.unmodifiableSortedSet(new TreeSet<>(tokens));
    }

    public boolean isUpNormal() {
        return up && mode == NodeMode.NORMAL;
    }

    /** Whether this node is Up/Normal with exactly these tokens: the one proof that a planned join is over. */
    public boolean joinedWith(Collection<Long> planned) {
        return isUpNormal() && tokens.equals(new TreeSet<>(planned));
    }

    /** The same node, down. */
    NodeView asDown() {
        return new NodeView(address, hostId, datacenter, rack, false, mode, tokens, loadBytes, schemaVersion);
    }

    @Override
    public String toString() {
        return "%s %s/%s %s/%s".formatted(address, datacenter, rack, up ? "Up" : "Down", mode);
    }
}
