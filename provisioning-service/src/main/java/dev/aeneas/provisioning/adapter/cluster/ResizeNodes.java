package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives nodes another size: CPU at once, the rest by a restart; together where every range keeps its quorum. */
public final class ResizeNodes {
    private static final Logger LOG = LoggerFactory.getLogger(ResizeNodes.class);

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
        nodes.forEach(node -> machines.giveCpu(topology.cluster(), node, sku));
        var resized = nodes.stream().map(node -> withSku(node, sku)).toList();
        restart(topology, resized);
        return resized;
    }

    /** Restarts those that do not run as they are to; together where every range keeps its quorum. */
    public void restart(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var toRestart = nodes.stream()
                .filter(node -> !machines.runsAs(topology.cluster(), node, node.sku()))
                .toList();
        var inSeveral = toRestart.size() > 1 && !violations(topology, toRestart).isEmpty();
        var groups = inSeveral ? toRestart.stream().map(List::of).toList() : List.of(toRestart);
        for (var group : groups) {
            if (!group.isEmpty()) {
                restartTogether(topology, group);
            }
        }
    }

    private void restartTogether(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        long began = System.nanoTime();
        requireSafe(topology, nodes);
        long safe = System.nanoTime();
        restart.stop().stop(topology.cluster(), nodes);
        long stopped = System.nanoTime();
        restart.start().start(topology, nodes, Part.MEMBER);
        long answered = System.nanoTime();
        var seers = new ArrayList<>(nodes);
        seers.addAll(members(topology, nodes));
        var missing = restart.verify().onRing(topology, nodes, seers, restart.verified());
        LOG.info(
                "Nodes restarted: clusterId={} nodes={} safeMs={} stopMs={} startMs={} verifyMs={}",
                topology.cluster(),
                nodes.stream().map(Node::name).toList(),
                millis(safe - began),
                millis(stopped - safe),
                millis(answered - stopped),
                millis(System.nanoTime() - answered));
        if (!missing.isEmpty()) {
            throw ProvisioningFailed.of("NotVerified", nodes.get(0).name(), String.join("; ", missing));
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
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
            List<Keyspace> known = session.keyspaces();
            var goingDown = nodes.stream().map(ClusterAccess::address).collect(Collectors.toSet());
            var violations = new LinkedHashSet<Violation>();
            views.of(seers).forEach((seer, ring) -> violations.addAll(inViewOf(seer, ring, goingDown, known)));
            return List.copyOf(violations);
        }
    }

    /** Every other node must see that it is safe: one of them may not know yet who is up again, or who is down. */
    private static List<Violation> inViewOf(
            Node seer, Optional<RingView> ring, Set<NodeAddress> goingDown, List<Keyspace> known) {
        // spares hold nothing, and what they know meanwhile is nobody's concern
        return ring.map(view -> new RestartSafety().check(goingDown, view.owners(), known))
                .orElseGet(() -> List.of(new Violation(
                        Rule.ALL_UP_NORMAL,
                        seer.name() + " does not tell how it sees the ring",
                        "look at that node's JMX port")));
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
