package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.safety.DeadNodeSafety;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lets a new node take the tokens of a dead one, which is never waited for; over only when every living node sees it
 * Up/Normal, and its ranges are repaired.
 */
public final class ReplaceDeadNode {
    private final Machines machines;
    private final ClusterAccess access;
    private final RingSight sight;
    private final Parts parts;
    private final Bounds bounds;

    /**
     * What it is made of.
     *
     * @param joining waits for a node as long as streaming may take
     */
    public record Parts(StartNodes joining, VerifyNodes verify, RepairReplacement repair, Awaiting awaiting) {}

    /** How long to wait for each part. */
    public record Bounds(Duration safety, Duration verify, Duration stop) {}

    public ReplaceDeadNode(Machines machines, ClusterAccess access, Parts parts, Bounds bounds) {
        this.machines = machines;
        this.access = access;
        sight = new RingSight(access);
        this.parts = parts;
        this.bounds = bounds;
    }

    /**
     * Replaces it, or goes on where an earlier try ended.
     *
     * @return what is still missing although the node has joined; empty: nothing
     * @throws NotReplaced when the new node did not come into the ring
     * @throws ProvisioningFailed with code {@code NotSafeToReplace}, naming every violated rule; nothing was touched
     */
    public Optional<ProvisionError> replace(ClusterTopology topology, Node dead, Node replacement)
            throws InterruptedException, NotReplaced {
        var members = members(topology, dead);
        if (members.isEmpty()) {
            throw ProvisioningFailed.of("NotSafeToReplace", dead.name(), "no other node of its datacenter answers");
        }
        if (!sight.owns(topology.cluster(), replacement, members.get(0))) {
            requireSafe(topology, dead, members);
            // what still runs of it, frozen or cut off, must never come back beside its successor
            machines.stop(topology.cluster(), dead, Duration.ZERO);
            join(topology, dead, replacement, members);
        }
        return finished(topology, replacement, members);
    }

    private void requireSafe(ClusterTopology topology, Node dead, List<Node> members) throws InterruptedException {
        if (access.answers(dead)) {
            throw ProvisioningFailed.of("NotSafeToReplace", dead.name(), dead.name() + " answers: it is not dead");
        }
        List<String> violations;
        try (var views = new RingViews(access, topology.cluster());
                var session = access.login(topology.cluster(), members)) {
            var keyspaces = session.keyspaces();
            violations = parts.awaiting().until(bounds.safety(), () -> {
                var broken = new TreeSet<String>();
                for (var member : members) {
                    new DeadNodeSafety()
                            .check(
                                    ClusterAccess.address(dead),
                                    views.operations(member).ring(),
                                    keyspaces)
                            .forEach(violation -> broken.add(violation.toString()));
                }
                return List.copyOf(broken);
            });
        }
        if (!violations.isEmpty()) {
            throw ProvisioningFailed.of("NotSafeToReplace", dead.name(), String.join("; ", violations));
        }
    }

    private void join(ClusterTopology topology, Node dead, Node replacement, List<Node> members)
            throws InterruptedException, NotReplaced {
        var everybody = topology.nodes().stream()
                .filter(node -> !node.name().equals(replacement.name()))
                .toList();
        var living = access.livingMembers(everybody);
        var silent = everybody.stream()
                .filter(node -> !living.contains(node))
                .map(Node::address)
                .toList();
        var seeds = StartNodes.firstOfEachRack(living);
        try {
            machines.start(MachineStart.inPlaceOf(dead, topology.cluster(), replacement, seeds, silent));
            parts.joining().awaitCql(topology.cluster(), List.of(replacement));
        } catch (ProvisioningFailed e) {
            if (!sight.owns(topology.cluster(), replacement, members.get(0))) {
                throw new NotReplaced(e.getMessage());
            }
        }
        // whoever starts it next must not find one that replaces another
        machines.configure(new MachineStart(topology.cluster(), replacement, Part.MEMBER, seeds, List.of()));
    }

    private Optional<ProvisionError> finished(ClusterTopology topology, Node replacement, List<Node> members)
            throws InterruptedException {
        var missing = parts.verify().onRing(topology, List.of(replacement), members, bounds.verify());
        return missing.isEmpty()
                ? parts.repair().repair(topology, replacement)
                : Optional.of(new ProvisionError(
                        "NotVerified",
                        replacement.name() + " has joined, but: " + String.join("; ", missing),
                        replacement.name()));
    }

    private List<Node> members(ClusterTopology topology, Node dead) throws InterruptedException {
        return access.livingMembers(topology.nodes().stream()
                .filter(node -> node.datacenter().equals(dead.datacenter()))
                .filter(node -> !node.name().equals(dead.name()))
                .toList());
    }
}
