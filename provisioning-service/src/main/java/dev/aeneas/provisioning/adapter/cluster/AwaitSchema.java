package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Waits until nodes hold one schema, each asked for its own: what others say of it in gossip may be older. */
final class AwaitSchema {
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    AwaitSchema(ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /** @throws ProvisioningFailed with code {@code NoSchemaAgreement}, naming who holds what */
    void on(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        try (var views = new RingViews(access, topology.cluster())) {
            var missing = awaiting.until(bound, () -> disagreement(views.of(nodes)));
            if (!missing.isEmpty()) {
                throw ProvisioningFailed.of(
                        "NoSchemaAgreement",
                        topology.cluster().value(),
                        "not every node holds the cluster's schema within " + bound.toSeconds() + " s: "
                                + String.join("; ", missing));
            }
        }
    }

    private static List<String> disagreement(Map<Node, Optional<RingView>> rings) {
        var own = rings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> own(entry.getKey(), entry.getValue())));
        boolean agreed = !own.containsValue(Optional.<UUID>empty())
                && Set.copyOf(own.values()).size() == 1;
        return agreed
                ? List.of()
                : own.entrySet().stream()
                        .map(entry -> entry.getKey().name() + " holds "
                                + entry.getValue().map(UUID::toString).orElse("none that it tells"))
                        .sorted()
                        .toList();
    }

    private static Optional<UUID> own(Node node, Optional<RingView> ring) {
        return ring.flatMap(view -> view.node(ClusterAccess.address(node))).flatMap(NodeView::schemaVersion);
    }
}
