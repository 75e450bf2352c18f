package dev.aeneas.cassandra.token;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to plan for.
 *
 * @param existing every node of the whole cluster that has tokens: other datacenters' tokens are in use too
 * @param newNodes nodes of one datacenter that will join together
 * @param replicationFactor in that datacenter, of the keyspaces that matter
 */
public record TokenRequest(
        String datacenter,
        List<TokenOwner> existing,
        List<NewNode> newNodes,
        int replicationFactor,
        int tokensPerNode) {

    /** Cassandra's own default since 4.0. */
    public static final int DEFAULT_TOKENS_PER_NODE = 16;

    public TokenRequest {
        Objects.requireNonNull(datacenter, "datacenter");
        existing = List.copyOf(existing);
        newNodes = List.copyOf(newNodes);
        requirePositive("replicationFactor", replicationFactor);
        requirePositive("tokensPerNode", tokensPerNode);
        requireDistinct(existing, newNodes);
    }

    /** For nodes that join the ring seen here; nodes without tokens are not part of it yet. */
    public static TokenRequest growing(
            RingView ring, String datacenter, List<NewNode> newNodes, int replicationFactor) {
        List<TokenOwner> owners = ring.nodes().stream()
                .filter(node -> !node.tokens().isEmpty())
                .map(TokenOwner::of)
                .toList();
        return new TokenRequest(datacenter, owners, newNodes, replicationFactor, DEFAULT_TOKENS_PER_NODE);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }

    private static void requireDistinct(List<TokenOwner> existing, List<NewNode> newNodes) {
        Set<NodeAddress> seen = new HashSet<>();
        existing.forEach(owner -> seen.add(owner.address()));
        for (NewNode node : newNodes) {
            if (!seen.add(node.address())) {
                throw new IllegalArgumentException("node " + node.address() + " is on the ring or named twice");
            }
        }
    }
}
