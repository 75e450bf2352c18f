package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Believes what was observed only: Up/Normal with its tokens in every living node's view, one schema, logins work. */
public final class VerifyNodes {
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    public VerifyNodes(ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /**
     * Verifies these nodes from the view of every living node.
     *
     * @throws ProvisioningFailed with code {@code NotVerified}, saying everything that was missing
     */
    public void verify(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var seers = observers(topology, nodes);
        var missing = onRing(topology, nodes, seers, bound);
        if (missing.isEmpty()) {
            missing = awaiting.until(bound, () -> loginsMissing(topology, nodes));
        }
        if (!missing.isEmpty()) {
            throw ProvisioningFailed.of(
                    "NotVerified",
                    topology.cluster().value(),
                    "not so within " + bound.toSeconds() + " s: " + String.join("; ", missing));
        }
    }

    /** What is missing, from the view of these observers, for these nodes to be Up/Normal with their tokens. */
    List<String> onRing(ClusterTopology topology, List<Node> nodes, Collection<Node> seers, Duration within)
            throws InterruptedException {
        try (var views = new RingViews(access, topology.cluster())) {
            return awaiting.until(within, () -> {
                var missing = new ArrayList<String>();
                views.of(seers).forEach((seer, ring) -> missing.addAll(missing(seer, ring, nodes)));
                return missing;
            });
        }
    }

    private List<Node> observers(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var others =
                topology.nodes().stream().filter(node -> !nodes.contains(node)).toList();
        var seers = new ArrayList<>(nodes);
        seers.addAll(access.livingMembers(others));
        return seers;
    }

    private static List<String> missing(Node seer, Optional<RingView> ring, List<Node> nodes) {
        if (ring.isEmpty()) {
            return List.of(seer.name() + " does not tell how it sees the ring");
        }
        var missing = nodes.stream()
                .filter(node -> !ring.get()
                        .node(ClusterAccess.address(node))
                        .filter(view -> view.joinedWith(node.tokens()))
                        .isPresent())
                .map(node -> seer.name() + " does not see " + node.name() + " Up/Normal with its tokens")
                .collect(Collectors.toCollection(ArrayList::new));
        if (!ring.get().agreesOnSchema()) {
            missing.add(
                    seer.name() + " sees several schema versions: " + ring.get().schemaVersions());
        }
        return missing;
    }

    private List<String> loginsMissing(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var oneOfEach = nodes.stream()
                .collect(Collectors.toMap(Node::datacenter, node -> node, (first, second) -> first))
                .values();
        return Parallel.map(oneOfEach, node -> loginMissing(topology, node)).values().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> loginMissing(ClusterTopology topology, Node node) {
        try (ManagedCluster session = access.login(topology.cluster(), List.of(node))) {
            return session.keyspaces().isEmpty() ? Optional.of("no keyspaces at " + node.name()) : Optional.empty();
        } catch (ClusterException e) {
            return Optional.of("no login at " + node.name() + ": " + e.getMessage());
        }
    }
}
