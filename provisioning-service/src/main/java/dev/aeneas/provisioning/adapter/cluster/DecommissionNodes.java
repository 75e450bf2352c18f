package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.safety.DecommissionSafety;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Takes nodes off the ring, never by force; over only when another node says so. */
public final class DecommissionNodes {
    private final Disks disks;
    private final ClusterAccess access;
    private final RingSight sight;
    private final Keyspaces keyspaces;
    private final Awaiting awaiting;
    private final Bounds bounds;

    /**
     * How long to wait, and how full a disk may get.
     *
     * @param highestFill part of a staying node's disk that may be in use afterwards
     */
    public record Bounds(Duration decommission, Duration safety, double highestFill) {}

    public DecommissionNodes(
            Machines machines, ClusterAccess access, Keyspaces keyspaces, Awaiting awaiting, Bounds bounds) {
        disks = new Disks(machines);
        this.access = access;
        sight = new RingSight(access);
        this.keyspaces = keyspaces;
        this.awaiting = awaiting;
        this.bounds = bounds;
    }

    /** One node out of a datacenter that stays; its data streams to the others. */
    public void decommission(ClusterTopology topology, Node leaving) throws InterruptedException {
        var staying = access.livingMembers(topology.nodes().stream()
                .filter(node -> !node.name().equals(leaving.name()))
                .filter(node -> node.datacenter().equals(leaving.datacenter()))
                .toList());
        if (staying.isEmpty()) {
            throw ProvisioningFailed.of(
                    "NotSafeToDecommission", leaving.name(), "no other node of its datacenter answers");
        }
        if (sight.owns(topology.cluster(), leaving, staying.get(0))) {
            requireSafe(topology, leaving, staying);
            leave(topology, leaving, staying.get(0));
        }
    }

    private void leave(ClusterTopology topology, Node leaving, Node seer) throws InterruptedException {
        if (!sight.owns(topology.cluster(), leaving, seer)) {
            return;
        }
        try (var operations = access.connect(topology.cluster(), leaving)) {
            operations.decommission(bounds.decommission());
        }
        var missing = awaiting.until(
                bounds.safety(),
                () -> sight.owns(topology.cluster(), leaving, seer)
                        ? List.of(seer.name() + " still sees " + leaving.name() + " on the ring")
                        : List.of());
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missing));
        }
    }

    /** In the view of every node that stays: one of them may not know yet who is up again, or who is down. */
    private void requireSafe(ClusterTopology topology, Node leaving, List<Node> staying) throws InterruptedException {
        var safety = new DecommissionSafety(bounds.highestFill());
        try (var views = new RingViews(access, topology.cluster());
                var session = keyspaces.session(topology, d -> d.datacenter().equals(leaving.datacenter()))) {
            var known = session.keyspaces();
            var violations = awaiting.until(bounds.safety(), () -> {
                var violated = new TreeSet<String>();
                for (var seer : staying) {
                    var ring = views.operations(seer).ring();
                    boolean leavingAlready = ring.node(ClusterAccess.address(leaving))
                            .filter(node -> node.mode() == NodeMode.LEAVING)
                            .isPresent();
                    if (leavingAlready) {
                        return List.of();
                    }
                    safety.check(ClusterAccess.address(leaving), ring, known, disks.of(topology, ring))
                            .forEach(violation -> violated.add(violation.toString()));
                }
                return List.copyOf(violated);
            });
            if (!violations.isEmpty()) {
                throw ProvisioningFailed.of("NotSafeToDecommission", leaving.name(), String.join("; ", violations));
            }
        }
    }
}
