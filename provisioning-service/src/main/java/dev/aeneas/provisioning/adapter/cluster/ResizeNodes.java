package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.safety.RestartSafety;
import dev.aeneas.cassandra.safety.Rule;
import dev.aeneas.cassandra.safety.Violation;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gives nodes another size: CPU at once, the rest by a restart; together where every range keeps its quorum. */
public final class ResizeNodes {
    private final Machines machines;
    private final ClusterAccess access;
    private final Restart restart;
    private final Awaiting awaiting;

    /** What a restart is made of, with the bound until the rules of safety allow it. */
    public record Restart(StopNodes stop, StartNodes start, VerifyNodes verify, Duration safety, Duration verified) {}

    public ResizeNodes(Machines machines, ClusterAccess access, Restart restart, Awaiting awaiting) {
        this.machines = machines;
        this.access = access;
        this.restart = restart;
        this.awaiting = awaiting;
    }

    /** The nodes with their new size. */
    public List<Node> resize(ClusterTopology topology, List<Node> nodes, Sku sku) throws InterruptedException {
        var cluster = topology.cluster();
        nodes.forEach(node -> machines.giveCpu(cluster, node, sku));
        var resized = nodes.stream().map(node -> withSku(node, sku)).toList();
        var toRestart = resized.stream()
                .filter(node -> !machines.runsAs(cluster, node, sku))
                .toList();
        var inSeveral = toRestart.size() > 1 && !violations(topology, toRestart).isEmpty();
        var groups = inSeveral ? toRestart.stream().map(List::of).toList() : List.of(toRestart);
        for (var group : groups) {
            if (!group.isEmpty()) {
                restart(topology, group);
            }
        }
        return resized;
    }

    private void restart(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        requireSafe(topology, nodes);
        restart.stop().stop(topology.cluster(), nodes);
        restart.start().start(topology, nodes, Part.MEMBER);
        var seers = new ArrayList<>(nodes);
        seers.addAll(members(topology, nodes));
        var missing = restart.verify().onRing(topology, nodes, seers, restart.verified());
        if (!missing.isEmpty()) {
            throw ProvisioningFailed.of("NotVerified", nodes.get(0).name(), String.join("; ", missing));
        }
    }

    private void requireSafe(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var violated = awaiting.until(restart.safety(), () -> violations(topology, nodes).stream()
                // a node that is down already, or the only replica, is no better off for waiting
                .filter(violation -> nodes.size() > 1 || violation.rule() != Rule.QUORUM_KEPT)
                .map(String::valueOf)
                .toList());
        if (!violated.isEmpty()) {
            throw ProvisioningFailed.of("NotSafeToRestart", nodes.get(0).name(), String.join("; ", violated));
        }
    }

    private List<Violation> violations(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var others = members(topology, nodes);
        var seers = others.isEmpty() ? access.livingMembers(nodes) : others;
        if (seers.isEmpty()) {
            return List.of();
        }
        try (var views = new RingViews(access, topology.cluster());
                var session = access.login(topology.cluster(), seers)) {
            // spares hold nothing, and what they know meanwhile is nobody's concern
            RingView ring = views.operations(seers.get(0)).ring().owners();
            List<Keyspace> known = session.keyspaces();
            return new RestartSafety()
                    .check(nodes.stream().map(ClusterAccess::address).collect(Collectors.toSet()), ring, known);
        }
    }

    /** The other living nodes of the same datacenter. */
    private List<Node> members(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var names = nodes.stream().map(Node::name).toList();
        var datacenter = nodes.get(0).datacenter();
        return access.livingMembers(topology.nodes().stream()
                .filter(node -> node.datacenter().equals(datacenter) && !names.contains(node.name()))
                .toList());
    }

    private static Node withSku(Node node, Sku sku) {
        return new Node(node.name(), node.address(), node.datacenter(), node.rack(), sku, node.state(), node.tokens());
    }
}
