package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts nodes that gossip and hold nothing, until each sees every node that lives and has the cluster's schema. */
public final class PrepareNodes {
    private final Machines machines;
    private final ClusterAccess access;
    private final ClearAway clear;
    private final SilentElsewhere silent;
    private final Awaiting awaiting;
    private final Bounds bounds;

    /** How long one start may take, and how often a node is begun anew. */
    record Bounds(Duration start, int tries) {}

    PrepareNodes(Machines machines, ClusterAccess access, ClearAway clear, Awaiting awaiting, Bounds bounds) {
        this.machines = machines;
        this.access = access;
        this.clear = clear;
        this.silent = new SilentElsewhere(access);
        this.awaiting = awaiting;
        this.bounds = bounds;
    }

    /** As {@link #prepare(ClusterTopology, List, StepProgress)}, unwatched. */
    public void prepare(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        try (var progress = StepProgress.silent()) {
            prepare(topology, nodes, progress);
        }
    }

    /**
     * Starts all at the same moment, and one that fails anew with an empty directory; one that has joined already counts
     * as prepared.
     *
     * @throws ProvisioningFailed when one does not start; the others run, and hold nothing
     */
    public void prepare(ClusterTopology topology, List<Node> nodes, StepProgress progress) throws InterruptedException {
        Map<Node, String> failed = Map.of();
        var trying = nodes;
        for (int tried = 0; tried < bounds.tries() && !trying.isEmpty(); tried++) {
            failed = tryToPrepare(topology, trying, progress);
            trying = List.copyOf(failed.keySet());
            var unused = clear.clear(topology, access.livingMembers(others(topology, nodes)), trying);
        }
        if (!failed.isEmpty()) {
            var first = trying.get(0);
            throw ProvisioningFailed.of(
                    "NodeDidNotStart", first.name(), failed.get(first) + "\nTried " + bounds.tries() + " times");
        }
    }

    /** Why some are not prepared; the others run, hold nothing and know the cluster. */
    Map<Node, String> tryToPrepare(ClusterTopology topology, List<Node> nodes, StepProgress progress)
            throws InterruptedException {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        var others = others(topology, nodes);
        var living = access.livingMembers(others);
        if (living.isEmpty()) {
            throw ProvisioningFailed.of("NoLivingNode", nodes.get(0).name(), "no node of the cluster answers CQL");
        }
        var seeds = StartNodes.firstOfEachRack(living);
        var dead = others.stream()
                .filter(node -> !living.contains(node))
                .map(Node::address)
                .toList();
        progress.at(nodes, Phase.PREPARING);
        var failed = new LinkedHashMap<Node, String>();
        Parallel.map(nodes, node -> start(new MachineStart(topology.cluster(), node, Part.SPARE, seeds, dead)))
                .forEach((node, why) -> why.ifPresent(reason -> failed.put(node, reason)));
        awaitPrepared(topology, nodes, living.get(0), failed);
        progress.at(failed.keySet(), Phase.FAILED);
        progress.at(nodes.stream().filter(node -> !failed.containsKey(node)).toList(), Phase.PREPARED);
        return failed;
    }

    private Optional<String> start(MachineStart start) {
        try {
            machines.start(start);
            return Optional.empty();
        } catch (UncheckedIOException | IllegalStateException e) {
            return Optional.of(start.node().name() + " could not be started: " + e.getMessage());
        }
    }

    private void awaitPrepared(ClusterTopology topology, List<Node> nodes, Node seer, Map<Node, String> failed)
            throws InterruptedException {
        try (var views = new RingViews(access, topology.cluster())) {
            var missing = new LinkedHashMap<Node, String>();
            var late = awaiting.until(bounds.start(), () -> {
                ended(topology, nodes, failed);
                missing.clear();
                missing.putAll(missing(
                        topology,
                        views,
                        nodes.stream().filter(node -> !failed.containsKey(node)).toList(),
                        seer));
                return List.copyOf(missing.values());
            });
            if (!late.isEmpty()) {
                missing.forEach((node, what) -> failed.put(
                        node,
                        "not so within " + bounds.start().toSeconds() + " s: " + what + ". The end of the log of "
                                + node.name() + ":\n" + machines.logTail(topology.cluster(), node)));
            }
        }
    }

    private void ended(ClusterTopology topology, List<Node> nodes, Map<Node, String> failed) {
        nodes.stream()
                .filter(node -> !failed.containsKey(node) && !machines.runs(topology.cluster(), node))
                .forEach(node -> failed.put(
                        node,
                        "the process of " + node.name() + " ended by itself. The end of its log:\n"
                                + machines.logTail(topology.cluster(), node)));
    }

    private Map<Node, String> missing(ClusterTopology topology, RingViews views, List<Node> nodes, Node seer)
            throws InterruptedException {
        var missing = new LinkedHashMap<Node, String>();
        if (nodes.isEmpty()) {
            return missing;
        }
        var seen = views.of(seer);
        if (seen.isEmpty()) {
            nodes.forEach(node -> missing.put(node, seer.name() + " does not tell how it sees the ring"));
            return missing;
        }
        var owns = Parallel.map(nodes, views::of);
        var newcomers = owns.values().stream().flatMap(Optional::stream).toList();
        var ring = silent.markDown(topology, nodes.get(0).datacenter(), seen.get(), newcomers);
        owns.forEach((node, own) -> missing(node, own, ring).ifPresent(what -> missing.put(node, what)));
        return missing;
    }

    private static List<Node> others(ClusterTopology topology, List<Node> nodes) {
        return topology.nodes().stream()
                .filter(node -> nodes.stream().noneMatch(n -> n.name().equals(node.name())))
                .toList();
    }

    private static Optional<String> missing(Node node, Optional<RingView> own, RingView ring) {
        if (own.isEmpty()) {
            return Optional.of(node.name() + " does not answer JMX");
        }
        var view = own.get().node(ClusterAccess.address(node));
        if (view.map(NodeView::mode).filter(NodeMode::owns).isPresent()) {
            return Optional.empty(); // joined already
        }
        var unseen = new HashSet<>(ring.owners().up().addresses());
        unseen.removeAll(own.get().up().addresses());
        if (!unseen.isEmpty()) {
            return Optional.of(node.name() + " does not see " + unseen);
        }
        boolean hasSchema = view.flatMap(NodeView::schemaVersion)
                .filter(version -> ring.owners().schemaVersions().containsKey(version))
                .isPresent();
        return hasSchema ? Optional.empty() : Optional.of(node.name() + " does not have the cluster's schema");
    }
}
