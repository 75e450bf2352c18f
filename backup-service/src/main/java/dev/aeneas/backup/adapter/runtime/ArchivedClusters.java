package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.archive.ShipLogs;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clusters whose logs are shipped, with the nodes that they had at the last look. For one thread. */
final class ArchivedClusters {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedClusters.class);

    private final KnownClusters topologies;
    private final Function<ClusterName, ShipLogs> ship;
    private final Map<ClusterName, ShipLogs> shipping = new HashMap<>();
    private final Map<ClusterName, List<BackupNode>> nodes = new HashMap<>();

    ArchivedClusters(KnownClusters topologies, Function<ClusterName, ShipLogs> ship) {
        this.topologies = topologies;
        this.ship = ship;
    }

    void look(List<ClusterName> clusters) {
        nodes.clear();
        clusters.forEach(
                cluster -> topologies.find(cluster).ifPresent(topology -> nodes.put(cluster, nodesOf(topology))));
        shipping.keySet().retainAll(nodes.keySet());
        nodes.keySet().forEach(this::lookForBackups);
    }

    void round() {
        nodes.forEach((cluster, members) -> {
            if (shipping.containsKey(cluster)) {
                shipping.get(cluster).round(members);
            }
        });
    }

    private void lookForBackups(ClusterName cluster) {
        try {
            shipping.computeIfAbsent(cluster, ship).look();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Backups cannot be listed: clusterId={} {}", cluster.value(), e.toString());
        }
    }

    private static List<BackupNode> nodesOf(ClusterTopology topology) {
        return topology.datacenters().stream()
                .flatMap(datacenter -> datacenter.nodes().stream())
                .filter(node -> node.state() == NodeState.NORMAL)
                .map(node -> new BackupNode(
                        node.name(), node.address(), node.datacenter().value(), node.rack()))
                .toList();
    }
}
