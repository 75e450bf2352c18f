package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.List;

/** What a member sees of nodes that come or go. */
final class RingSight {
    private final ClusterAccess access;

    RingSight(ClusterAccess access) {
        this.access = access;
    }

    /** Those that the member does not see Up/Normal with their tokens. */
    List<Node> outside(JoinSite site, List<Node> nodes) {
        var ring = ring(site);
        return nodes.stream().filter(node -> !joined(ring, node)).toList();
    }

    /** Those that have announced that they join. */
    List<Node> joining(JoinSite site, List<Node> nodes) {
        var ring = ring(site);
        return nodes.stream()
                .filter(node -> ring.node(ClusterAccess.address(node))
                        .filter(view -> view.mode() == NodeMode.JOINING)
                        .isPresent())
                .toList();
    }

    static boolean joined(RingView ring, Node node) {
        return ring.node(ClusterAccess.address(node))
                .filter(view -> view.joinedWith(node.tokens()))
                .isPresent();
    }

    /** Whether it owns tokens in the view of another node. */
    boolean owns(ClusterName cluster, Node node, Node seer) {
        return ring(cluster, seer)
                .node(ClusterAccess.address(node))
                .filter(view -> view.mode().owns())
                .isPresent();
    }

    private RingView ring(JoinSite site) {
        return ring(site.topology().cluster(), site.seer());
    }

    private RingView ring(ClusterName cluster, Node seer) {
        try (var operations = access.connect(cluster, seer)) {
            return operations.ring();
        }
    }
}
