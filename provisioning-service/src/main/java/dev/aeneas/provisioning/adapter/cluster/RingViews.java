package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How several nodes see the ring; keeps its connections while it looks again and again. */
final class RingViews implements AutoCloseable {
    private final ClusterAccess access;
    private final ClusterName cluster;
    private final Map<String, NodeOperations> connections = new ConcurrentHashMap<>();

    RingViews(ClusterAccess access, ClusterName cluster) {
        this.access = access;
        this.cluster = cluster;
    }

    /** The ring by node; empty for a node that does not tell. */
    Map<Node, Optional<RingView>> of(Collection<Node> nodes) throws InterruptedException {
        return Parallel.map(nodes, this::of);
    }

    Optional<RingView> of(Node node) {
        try {
            return Optional.of(operations(node).ring());
        } catch (NodeException e) {
            drop(node);
            return Optional.empty();
        }
    }

    NodeOperations operations(Node node) {
        return connections.computeIfAbsent(node.name(), name -> access.connect(cluster, node));
    }

    void drop(Node node) {
        var connection = connections.remove(node.name());
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        connections.values().forEach(NodeOperations::close);
    }
}
