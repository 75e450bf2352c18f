package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds out which tokens nodes have that nobody planned any for: each is asked for its own. */
public final class ReadTokens {
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    ReadTokens(ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /**
     * The nodes as members of the ring, with their tokens.
     *
     * @throws ProvisioningFailed with code {@code NotOnTheRing}, naming who is not Up/Normal in its own view
     */
    public List<Node> of(ClusterName cluster, List<Node> nodes) throws InterruptedException {
        var members = new ArrayList<Node>();
        try (var views = new RingViews(access, cluster)) {
            var missing = awaiting.until(bound, () -> {
                members.clear();
                var rings = views.of(nodes);
                nodes.forEach(node -> rings.get(node)
                        .flatMap(ring -> ring.node(ClusterAccess.address(node)))
                        .filter(view -> view.isUpNormal() && !view.tokens().isEmpty())
                        .ifPresent(view -> members.add(member(node, List.copyOf(view.tokens())))));
                return nodes.stream()
                        .map(Node::name)
                        .filter(name -> members.stream()
                                .noneMatch(member -> member.name().equals(name)))
                        .toList();
            });
            if (!missing.isEmpty()) {
                throw ProvisioningFailed.of(
                        "NotOnTheRing",
                        missing.get(0),
                        missing + " do not say of themselves that they are Up/Normal within " + bound.toSeconds()
                                + " s");
            }
        }
        return members;
    }

    private static Node member(Node node, List<Long> tokens) {
        return new Node(
                node.name(), node.address(), node.datacenter(), node.rack(), node.sku(), NodeState.NORMAL, tokens);
    }
}
