package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.safety.JoinSafety;
import dev.aeneas.cassandra.safety.PreparedNode;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins prepared nodes in waves, each at the same instant and strictly consistent; believes only the ring.
 *
 * <p>Who comes late to a wave is refused by Cassandra, stays in mode JOINING and can never join as it is: it is started
 * again unjoined and takes part in the next wave.
 */
public final class JoinNodes {
    private static final Logger LOG = LoggerFactory.getLogger(JoinNodes.class);

    private final Machines machines;
    private final ClusterAccess access;
    private final Keyspaces keyspaces;
    private final Parts parts;
    private final Bounds bounds;

    /** What a wave is made of. */
    public record Parts(StopNodes stop, PrepareNodes prepare, VerifyNodes verify, Awaiting awaiting) {}

    /**
     * How long to wait, and how often to try.
     *
     * @param stalled a node that says that it joins and streams nothing for so long was refused
     */
    public record Bounds(int waves, Duration join, Duration safety, Duration stalled, Duration verify) {}

    /** The nodes that are Up/Normal now, and why the others are not; null: all are. */
    public record Outcome(List<Node> joined, ProvisionError error) {}

    public JoinNodes(Machines machines, ClusterAccess access, Keyspaces keyspaces, Parts parts, Bounds bounds) {
        this.machines = machines;
        this.access = access;
        this.keyspaces = keyspaces;
        this.parts = parts;
        this.bounds = bounds;
    }

    public Outcome join(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var members = members(topology, nodes);
        if (members.isEmpty()) {
            return outcome(topology, nodes, List.of(), List.of("no node of the datacenter answers CQL"));
        }
        List<String> why = List.of();
        for (int wave = 0; wave < bounds.waves(); wave++) {
            var outside = outside(topology, nodes, members.get(0));
            if (outside.isEmpty()) {
                break;
            }
            makeReady(topology, outside, members.get(0));
            outside = outside(topology, outside, members.get(0));
            why = wave(topology, outside, members.get(0));
        }
        var outside = outside(topology, nodes, members.get(0));
        var joined = nodes.stream().filter(node -> !outside.contains(node)).toList();
        return outcome(topology, joined, outside, outside.isEmpty() ? seenByAll(topology, joined, members) : why);
    }

    /** One try of all at once; why it did not work for some. */
    private List<String> wave(ClusterTopology topology, List<Node> nodes, Node seer) throws InterruptedException {
        var connections = new TreeMap<NodeAddress, NodeOperations>();
        try (var session = keyspaces.session(topology, d -> d.datacenter().equals(seer.datacenter()));
                var views = new RingViews(access, topology.cluster())) {
            var known = session.keyspaces();
            Parallel.map(nodes, node -> access.connect(topology.cluster(), node))
                    .forEach((node, connection) -> connections.put(ClusterAccess.address(node), connection));
            var violations = parts.awaiting().until(bounds.safety(), () -> {
                var prepared =
                        Parallel.map(nodes, node -> prepared(node, connections)).values();
                return new JoinSafety()
                        .check(prepared, views.operations(seer).ring(), known).stream()
                                .map(String::valueOf)
                                .toList();
            });
            if (!violations.isEmpty()) {
                return violations;
            }
            LOG.info("Nodes join together: clusterId={} nodes={}", topology.cluster(), names(nodes));
            var outcomes = JoinWave.join(connections, bounds.join());
            awaitSeen(nodes, outcomes, seer, views);
            return refusals(outcomes);
        } finally {
            connections.values().forEach(NodeOperations::close);
        }
    }

    /** Who says that it joined is seen a little later by the others. */
    private void awaitSeen(List<Node> nodes, Map<NodeAddress, JoinWave.Outcome> outcomes, Node seer, RingViews views)
            throws InterruptedException {
        var joined = nodes.stream()
                .filter(node -> outcomes.get(ClusterAccess.address(node)) instanceof JoinWave.Outcome.Joined)
                .toList();
        var unused = parts.awaiting().until(bounds.verify(), () -> {
            var ring = views.of(seer);
            return joined.stream()
                    .filter(node -> ring.flatMap(r -> r.node(ClusterAccess.address(node)))
                            .filter(view -> view.joinedWith(node.tokens()))
                            .isEmpty())
                    .map(Node::name)
                    .toList();
        });
    }

    /** Brings every node to where it can take part: running, unjoined, with the schema. */
    private void makeReady(ClusterTopology topology, List<Node> nodes, Node seer) throws InterruptedException {
        var stuck = Parallel.map(nodes, node -> stuck(topology, node)).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        if (!stuck.isEmpty()) {
            LOG.info("Nodes start again unjoined: clusterId={} nodes={}", topology.cluster(), names(stuck));
            Parallel.each(stuck, node -> {
                machines.stop(topology.cluster(), node, Duration.ZERO);
                return null;
            });
        }
        parts.prepare().prepare(topology, outside(topology, nodes, seer));
    }

    /** Whether it can neither join as it is nor is joining: waits while it streams. */
    private boolean stuck(ClusterTopology topology, Node node) throws InterruptedException {
        if (!machines.runs(topology.cluster(), node)) {
            return false;
        }
        long[] quietSince = {System.nanoTime()};
        boolean[] stuck = {false};
        var unused = parts.awaiting().until(bounds.join(), () -> {
            var mode = look(topology, node, quietSince);
            boolean quiet = System.nanoTime() - quietSince[0] > bounds.stalled().toNanos();
            stuck[0] = mode.filter(m -> m == NodeMode.JOIN_FAILED).isPresent()
                    || (quiet
                            && mode.filter(m -> m == NodeMode.UNJOINED || m == NodeMode.NORMAL)
                                    .isEmpty());
            boolean joining = mode.isEmpty() || mode.get() == NodeMode.JOINING;
            return joining && !stuck[0] ? List.of(node.name() + " is joining") : List.of();
        });
        return stuck[0];
    }

    private Optional<NodeMode> look(ClusterTopology topology, Node node, long[] quietSince) {
        try (var operations = access.connect(topology.cluster(), node)) {
            if (!operations.streams().isEmpty()) {
                quietSince[0] = System.nanoTime();
            }
            return Optional.of(operations.mode());
        } catch (NodeException e) {
            return Optional.empty();
        }
    }

    private static PreparedNode prepared(Node node, Map<NodeAddress, NodeOperations> connections) {
        var address = ClusterAccess.address(node);
        return new PreparedNode(
                address,
                node.datacenter().value(),
                connections.get(address).mode(),
                new TreeSet<>(node.tokens()),
                connections.get(address).ring());
    }

    private static List<String> refusals(Map<NodeAddress, JoinWave.Outcome> outcomes) {
        var refusals = new ArrayList<String>();
        outcomes.forEach((address, outcome) -> {
            if (outcome instanceof JoinWave.Outcome.NotJoined refused) {
                refusals.add(refused.why().getMessage());
            } else if (outcome instanceof JoinWave.Outcome.Unknown unknown) {
                refusals.add(address + ": " + unknown.why().getMessage());
            }
        });
        return refusals;
    }

    /** The nodes that this member does not see Up/Normal with their tokens. */
    private List<Node> outside(ClusterTopology topology, List<Node> nodes, Node seer) {
        try (var operations = access.connect(topology.cluster(), seer)) {
            RingView ring = operations.ring();
            return nodes.stream()
                    .filter(node -> ring.node(ClusterAccess.address(node))
                            .filter(view -> view.joinedWith(node.tokens()))
                            .isEmpty())
                    .toList();
        }
    }

    private List<String> seenByAll(ClusterTopology topology, List<Node> joined, List<Node> members)
            throws InterruptedException {
        var seers = new ArrayList<>(joined);
        seers.addAll(members);
        return parts.verify().onRing(topology, joined, seers, bounds.verify());
    }

    private Outcome outcome(ClusterTopology topology, List<Node> joined, List<Node> outside, List<String> why)
            throws InterruptedException {
        var members = members(topology, joined);
        var seeds = StartNodes.firstOfEachRack(members.isEmpty() ? joined : members);
        var normal = joined.stream()
                .map(node -> new Node(
                        node.name(),
                        node.address(),
                        node.datacenter(),
                        node.rack(),
                        node.sku(),
                        NodeState.NORMAL,
                        node.tokens()))
                .toList();
        // whoever starts it next must not find a spare
        normal.forEach(
                node -> machines.configure(new MachineStart(topology.cluster(), node, Part.MEMBER, seeds, List.of())));
        return new Outcome(
                normal,
                why.isEmpty() && outside.isEmpty()
                        ? null
                        : new ProvisionError(
                                "NodesDidNotJoin",
                                String.join("; ", why),
                                outside.isEmpty() ? topology.cluster().value() : String.join(", ", names(outside))));
    }

    private List<Node> members(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var joining = nodes.stream().map(Node::name).collect(Collectors.toSet());
        var datacenters = nodes.stream().map(Node::datacenter).collect(Collectors.toSet());
        return access.livingMembers(topology.nodes().stream()
                .filter(node -> datacenters.contains(node.datacenter()) && !joining.contains(node.name()))
                .filter(node -> node.state() == NodeState.NORMAL)
                .toList());
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
