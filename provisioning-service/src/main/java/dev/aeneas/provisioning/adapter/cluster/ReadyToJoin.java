package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings nodes to where they can take part in a wave: running, unjoined, with the schema. */
final class ReadyToJoin {
    private final Machines machines;
    private final ClusterAccess access;
    private final Parts parts;
    private final Bounds bounds;

    record Parts(PrepareNodes prepare, ClearAway clear, RingSight sight, RoomToJoin room, Awaiting awaiting) {}

    /**
     * How long to wait for one that is joining already.
     *
     * @param stalled one that says that it joins and streams nothing for so long was refused
     */
    record Bounds(Duration join, Duration stalled) {}

    ReadyToJoin(Machines machines, ClusterAccess access, Parts parts, Bounds bounds) {
        this.machines = machines;
        this.access = access;
        this.parts = parts;
        this.bounds = bounds;
    }

    /** Those that are ready, and why the others are not; one that has joined meanwhile is in neither. */
    record Ready(List<Node> nodes, Map<Node, WaveOutcome> others) {}

    /** @param late those that came late to the last wave: a second join of such a one says nothing and does nothing */
    Ready make(JoinSite site, List<Node> nodes, Collection<Node> late) throws InterruptedException {
        var topology = site.topology();
        for (var node : late) {
            machines.stop(topology.cluster(), node, Duration.ZERO);
        }
        var others = nodes.stream().filter(node -> !late.contains(node)).toList();
        var runs = others.stream()
                .filter(node -> machines.runs(topology.cluster(), node))
                .toList();
        var stuck = Parallel.map(runs, node -> stuck(topology, node));
        if (runs.size() < others.size() || stuck.containsValue(true)) {
            beginAnew(site, others, runs, stuck);
        }
        return prepared(site, nodes);
    }

    private Ready prepared(JoinSite site, List<Node> nodes) throws InterruptedException {
        var outside = parts.sight().outside(site, nodes);
        if (outside.isEmpty()) {
            return new Ready(List.of(), Map.of());
        }
        var others = new LinkedHashMap<>(parts.room().lacking(site, outside));
        parts.prepare()
                .tryToPrepare(site.topology(), without(outside, others), site.progress())
                .forEach((node, why) -> others.put(node, new WaveOutcome.Lost(why)));
        return new Ready(without(outside, others), others);
    }

    private static List<Node> without(List<Node> nodes, Map<Node, WaveOutcome> others) {
        return nodes.stream().filter(node -> !others.containsKey(node)).toList();
    }

    /** What is left of an earlier try is worth nothing: ranges that it has may lack what was written meanwhile. */
    private void beginAnew(JoinSite site, List<Node> nodes, List<Node> runs, Map<Node, Boolean> stuck)
            throws InterruptedException {
        var announced = parts.sight().joining(site, nodes);
        var worthless = new ArrayList<Node>();
        for (var node : parts.sight().outside(site, nodes)) {
            if (!runs.contains(node) || (stuck.get(node) && announced.contains(node))) {
                worthless.add(node);
            } else if (stuck.get(node)) {
                machines.stop(site.topology().cluster(), node, Duration.ZERO);
            }
        }
        var unused = parts.clear().clear(site.topology(), site.members(), worthless);
    }

    /** Whether it can neither join as it is nor is joining: waits while it streams. */
    private boolean stuck(ClusterTopology topology, Node node) throws InterruptedException {
        long[] quietSince = {System.nanoTime()};
        boolean[] stuck = {false};
        var unused = parts.awaiting().until(bounds.join(), () -> {
            var mode = look(topology, node, quietSince);
            boolean quiet = System.nanoTime() - quietSince[0] > bounds.stalled().toNanos();
            boolean well = mode.filter(m -> m == NodeMode.UNJOINED || m == NodeMode.NORMAL)
                    .isPresent();
            stuck[0] = mode.filter(m -> m == NodeMode.JOIN_FAILED).isPresent() || (quiet && !well);
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
}
