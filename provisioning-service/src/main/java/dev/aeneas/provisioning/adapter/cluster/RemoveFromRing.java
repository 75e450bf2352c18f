package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes the stopped or dead nodes of a leaving datacenter off the ring, seen from a node that stays.
 *
 * <p>They are removed, not decommissioned: Cassandra refuses to decommission the last nodes while system_auth names their
 * datacenter, and refuses to alter system_auth while a node of the datacenter is on the ring.
 */
public final class RemoveFromRing {
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration downBound;
    private final Duration removalBound;

    public RemoveFromRing(ClusterAccess access, Awaiting awaiting, Duration downBound, Duration removalBound) {
        this.access = access;
        this.awaiting = awaiting;
        this.downBound = downBound;
        this.removalBound = removalBound;
    }

    public void remove(ClusterTopology topology, Datacenter leaving) throws InterruptedException {
        var staying = access.livingMembers(topology.nodes().stream()
                .filter(node -> !leaving.nodes().contains(node))
                .toList());
        if (staying.isEmpty()) {
            throw ProvisioningFailed.of(
                    "NoLivingNode", leaving.datacenter().value(), "no node stays that could see the others leave");
        }
        try (var views = new RingViews(access, topology.cluster())) {
            for (var node : leaving.nodes()) {
                remove(node, staying.get(0), views);
            }
        }
    }

    /**
     * As {@link #remove}, of every node that the ring knows there, whatever its address: a provider of whole datacenters
     * may have made nodes that nobody was told of.
     */
    public void removeAll(ClusterTopology topology, Datacenter leaving) throws InterruptedException {
        var staying = access.livingMembers(topology.nodes().stream()
                .filter(node -> !node.datacenter().equals(leaving.datacenter()))
                .toList());
        if (staying.isEmpty()) {
            throw ProvisioningFailed.of(
                    "NoLivingNode", leaving.datacenter().value(), "no node stays that could see the others leave");
        }
        var seer = staying.get(0);
        try (var views = new RingViews(access, topology.cluster())) {
            var missing = awaiting.until(downBound, () -> owners(leaving, seer, views).up().nodes().stream()
                    .map(view -> seer.name() + " still sees " + view.address() + " up")
                    .toList());
            if (!missing.isEmpty()) {
                throw new IllegalStateException(String.join("; ", missing));
            }
            for (var view : owners(leaving, seer, views).nodes()) {
                views.operations(seer).removeNode(view.hostId(), removalBound);
            }
        }
    }

    private static RingView owners(Datacenter leaving, Node seer, RingViews views) {
        return views.operations(seer).ring().in(leaving.datacenter().value()).owners();
    }

    private void remove(Node node, Node seer, RingViews views) throws InterruptedException {
        var missing = awaiting.until(downBound, () -> onRing(node, seer, views)
                .filter(NodeView::up)
                .map(view -> List.of(seer.name() + " still sees " + node.name() + " up"))
                .orElse(List.of()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missing));
        }
        var view = onRing(node, seer, views);
        if (view.isPresent()) {
            views.operations(seer).removeNode(view.get().hostId(), removalBound);
        }
    }

    private static Optional<NodeView> onRing(Node node, Node seer, RingViews views) {
        return views.operations(seer).ring().node(ClusterAccess.address(node)).filter(view -> view.mode()
                .owns());
    }
}
