package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends nodes that have not joined, waits until no member's gossip knows of them any more, and takes their data away: they
 * can begin anew, or not at all, and the ring is left without a half-joined node.
 */
final class ClearAway {
    private static final Logger LOG = LoggerFactory.getLogger(ClearAway.class);

    private final Machines machines;
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    /** @param bound until every member has forgotten them: a joining node is forgotten a ring delay after it counts as down */
    ClearAway(Machines machines, ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.machines = machines;
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /** Who still knows of them after the bound, for people; empty: nobody does. One that is a member starts again. */
    List<String> clear(ClusterTopology topology, List<Node> members, List<Node> nodes) throws InterruptedException {
        if (nodes.isEmpty()) {
            return List.of();
        }
        LOG.info("Nodes that did not join are cleared away: clusterId={} nodes={}", topology.cluster(), names(nodes));
        Parallel.each(nodes, node -> {
            machines.stop(topology.cluster(), node, Duration.ZERO);
            return null;
        });
        try (var views = new RingViews(access, topology.cluster())) {
            var known = awaiting.until(bound, () -> known(views, members, nodes));
            for (var node : nodes) {
                if (isMember(views, members, node)) {
                    // it was faster than whoever gave it up: its tokens and its data are on its disk
                    var seeds = StartNodes.firstOfEachRack(members);
                    machines.start(new MachineStart(topology.cluster(), node, Part.MEMBER, seeds, List.of()));
                } else {
                    machines.renew(topology.cluster(), node);
                }
            }
            return known;
        }
    }

    private static List<String> known(RingViews views, List<Node> members, List<Node> nodes)
            throws InterruptedException {
        var known = new ArrayList<String>();
        views.of(members).forEach((member, ring) -> {
            for (var node : nodes) {
                ring.flatMap(view -> view.node(ClusterAccess.address(node)))
                        .filter(view -> !view.mode().owns())
                        .map(view -> member.name() + " still knows " + node.name() + " as " + view.mode())
                        .ifPresent(known::add);
            }
        });
        return known;
    }

    private static boolean isMember(RingViews views, List<Node> members, Node node) throws InterruptedException {
        return views.of(members).values().stream()
                .flatMap(Optional::stream)
                .flatMap(ring -> ring.node(ClusterAccess.address(node)).stream())
                .map(NodeView::mode)
                .anyMatch(NodeMode::owns);
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
