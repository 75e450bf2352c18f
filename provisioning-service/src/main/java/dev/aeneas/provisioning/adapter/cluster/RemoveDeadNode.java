package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.safety.DecommissionSafety;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes a dead node off the ring for good. The others fetch what they own now from whatever replica lives, so what only the
 * dead node and a minority had acknowledged may be seen by a quorum no longer: a repair has to follow.
 */
public final class RemoveDeadNode {
    private final Machines machines;
    private final Disks disks;
    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final Awaiting awaiting;
    private final Bounds bounds;

    /**
     * How long to wait, and how full a disk may get.
     *
     * @param removal for the others to fetch their new parts
     * @param highestFill part of a staying node's disk that may be in use afterwards
     */
    public record Bounds(Duration safety, Duration removal, double highestFill) {}

    public RemoveDeadNode(
            Machines machines, ClusterAccess access, Keyspaces keyspaces, Awaiting awaiting, Bounds bounds) {
        this.machines = machines;
        disks = new Disks(machines);
        this.access = access;
        this.keyspaces = keyspaces;
        this.awaiting = awaiting;
        this.bounds = bounds;
    }

    /**
     * Removes it, or finds that an earlier try has done it.
     *
     * @throws ProvisioningFailed with code {@code NotSafeToRemove}, naming every violated rule; nothing was touched
     */
    public void remove(ClusterTopology topology, Node dead) throws InterruptedException {
        var members = access.livingMembers(topology.nodes().stream()
                .filter(node -> node.datacenter().equals(dead.datacenter()))
                .filter(node -> !node.name().equals(dead.name()))
                .toList());
        if (members.isEmpty()) {
            throw ProvisioningFailed.of("NotSafeToRemove", dead.name(), "no other node of its datacenter answers");
        }
        try (var views = new RingViews(access, topology.cluster())) {
            if (onRing(dead, members.get(0), views).isEmpty()) {
                return; // an earlier try has done it
            }
            requireSafe(topology, dead, members, views);
            // what still runs of it, frozen or cut off, must never come back
            machines.stop(topology.cluster(), dead, Duration.ZERO);
            var gone = onRing(dead, members.get(0), views).orElseThrow();
            views.operations(members.get(0)).removeNode(gone.hostId(), bounds.removal());
            requireGone(dead, members, views);
        }
    }

    private void requireSafe(ClusterTopology topology, Node dead, List<Node> members, RingViews views)
            throws InterruptedException {
        if (access.answers(dead)) {
            throw ProvisioningFailed.of(
                    "NotSafeToRemove", dead.name(), dead.name() + " answers: let it leave by a decommission");
        }
        var safety = new DecommissionSafety(bounds.highestFill());
        try (var session = keyspaces.session(topology, d -> d.datacenter().equals(dead.datacenter()))) {
            var known = session.keyspaces();
            var violations = awaiting.until(bounds.safety(), () -> {
                var broken = new TreeSet<String>();
                for (var member : members) {
                    var ring = views.operations(member).ring();
                    safety.checkDead(ClusterAccess.address(dead), ring, known, disks.of(topology, ring))
                            .forEach(violation -> broken.add(violation.toString()));
                }
                return List.copyOf(broken);
            });
            if (!violations.isEmpty()) {
                throw ProvisioningFailed.of("NotSafeToRemove", dead.name(), String.join("; ", violations));
            }
        }
    }

    private void requireGone(Node dead, List<Node> members, RingViews views) throws InterruptedException {
        var missing = awaiting.until(bounds.safety(), () -> members.stream()
                .filter(member -> onRing(dead, member, views).isPresent())
                .map(member -> member.name() + " still sees " + dead.name() + " on the ring")
                .toList());
        if (!missing.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missing));
        }
    }

    private static Optional<NodeView> onRing(Node node, Node seer, RingViews views) {
        return views.operations(seer).ring().node(ClusterAccess.address(node)).filter(view -> view.mode()
                .owns());
    }
}
