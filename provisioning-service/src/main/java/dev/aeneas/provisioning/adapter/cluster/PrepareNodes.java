package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Starts nodes that gossip and hold nothing, until each sees every living node and has the cluster's schema. */
public final class PrepareNodes {
    private final Machines machines;
    private final ClusterAccess access;
    private final StartNodes processes;
    private final Awaiting awaiting;
    private final Duration bound;

    public PrepareNodes(
            Machines machines, ClusterAccess access, StartNodes processes, Awaiting awaiting, Duration bound) {
        this.machines = machines;
        this.access = access;
        this.processes = processes;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /**
     * Starts all at the same moment; one that has joined already counts as prepared.
     *
     * @throws ProvisioningFailed when one does not start; the others run, and hold nothing
     */
    public void prepare(ClusterTopology topology, List<Node> nodes) throws InterruptedException {
        var others = topology.nodes().stream()
                .filter(node -> nodes.stream().noneMatch(n -> n.name().equals(node.name())))
                .toList();
        var living = access.livingMembers(others);
        if (living.isEmpty()) {
            throw ProvisioningFailed.of("NoLivingNode", nodes.get(0).name(), "no node of the cluster answers CQL");
        }
        var seeds = StartNodes.firstOfEachRack(living);
        var dead = others.stream()
                .filter(node -> !living.contains(node))
                .map(Node::address)
                .toList();
        Parallel.each(nodes, node -> {
            machines.start(new MachineStart(topology.cluster(), node, Part.SPARE, seeds, dead));
            return null;
        });
        awaitPrepared(topology, nodes, living.get(0));
    }

    private void awaitPrepared(ClusterTopology topology, List<Node> nodes, Node seer) throws InterruptedException {
        try (var views = new RingViews(access, topology.cluster())) {
            var missing = awaiting.until(bound, () -> {
                nodes.forEach(node -> processes.requireRunning(topology.cluster(), node));
                var ring = views.of(seer);
                return ring.isEmpty()
                        ? List.of(seer.name() + " does not tell how it sees the ring")
                        : missing(views, nodes, ring.get());
            });
            if (!missing.isEmpty()) {
                throw ProvisioningFailed.of(
                        "NodeDidNotStart",
                        nodes.get(0).name(),
                        "not prepared within " + bound.toSeconds() + " s: " + String.join("; ", missing)
                                + ". The end of the log of " + nodes.get(0).name() + ":\n"
                                + machines.logTail(topology.cluster(), nodes.get(0)));
            }
        }
    }

    private static List<String> missing(RingViews views, List<Node> nodes, RingView ring) throws InterruptedException {
        var missing = new ArrayList<String>();
        Parallel.map(nodes, views::of)
                .forEach((node, own) -> missing(node, own, ring).ifPresent(missing::add));
        return missing;
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
