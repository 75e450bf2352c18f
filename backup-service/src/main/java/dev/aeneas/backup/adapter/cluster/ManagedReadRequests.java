package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.advice.ReadRequests;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the nodes of the newest topology, one after the other; each call is bounded. */
public final class ManagedReadRequests implements ReadRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedReadRequests.class);

    private final NodeAccess access;
    private final KnownClusters clusters;

    public ManagedReadRequests(NodeAccess access, KnownClusters clusters) {
        this.access = access;
        this.clusters = clusters;
    }

    @Override
    public Map<String, Long> served(ClusterName cluster) {
        var served = new TreeMap<String, Long>();
        for (var node : clusters.find(cluster).map(ManagedReadRequests::normal).orElse(List.of())) {
            try (var operations = access.connect(cluster, node)) {
                served.put(node.name(), NodeAccess.named(node, operations::requestsServed));
            } catch (NodesUnavailable e) {
                LOG.debug("Its load is not known: {}", e.getMessage());
            }
        }
        return served;
    }

    private static List<BackupNode> normal(ClusterTopology topology) {
        return topology.datacenters().stream()
                .flatMap(datacenter -> datacenter.nodes().stream())
                .filter(node -> node.state() == ClusterTopology.NodeState.NORMAL)
                .map(node -> new BackupNode(
                        node.name(), node.address(), node.datacenter().value(), node.rack()))
                .toList();
    }
}
