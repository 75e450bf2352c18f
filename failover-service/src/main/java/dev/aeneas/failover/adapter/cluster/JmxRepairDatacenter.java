package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.run.RepairDatacenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repairs over JMX: each node the ranges that are primarily its own, so that each range is repaired once. */
@ApplicationScoped
public class JmxRepairDatacenter implements RepairDatacenter {
    private static final Logger LOG = LoggerFactory.getLogger(JmxRepairDatacenter.class);

    private final ManagedNodes managed;
    private final FailoverConfig config;

    public JmxRepairDatacenter(ManagedNodes managed, FailoverConfig config) {
        this.managed = managed;
        this.config = config;
    }

    @Override
    public void repair(ClusterName cluster, DatacenterName datacenter, List<String> addresses) {
        var nodes = addresses.stream().map(NodeAddress::of).toList();
        var keyspaces = keyspaces(cluster, datacenter, nodes);
        // One node after the other: they share their replicas, and clients are served meanwhile.
        nodes.forEach(node -> repair(cluster, datacenter, node, keyspaces));
    }

    /** A single replica has nobody to agree with. */
    private List<String> keyspaces(ClusterName cluster, DatacenterName datacenter, List<NodeAddress> nodes) {
        try (var session = managed.connect(cluster, datacenter, nodes)) {
            return session.keyspaces().stream()
                    .filter(k -> !k.isSystem() && k.replication().factorIn(datacenter.value()) > 1)
                    .map(Keyspace::name)
                    .toList();
        }
    }

    private void repair(ClusterName cluster, DatacenterName datacenter, NodeAddress address, List<String> keyspaces) {
        try (var node = managed.reach(cluster).connect(address)) {
            for (var keyspace : keyspaces) {
                var request = RepairRequest.within(datacenter.value(), keyspace);
                var result = node.repair(request, config.run().repair(), progress -> {});
                LOG.info("Repair: {} {} keyspace {}: {}", cluster, address, keyspace, result);
                requireRepaired(address, keyspace, result);
            }
        }
    }

    private static void requireRepaired(NodeAddress node, String keyspace, RepairResult result) {
        if (result instanceof RepairResult.Failed failed) {
            throw new IllegalStateException("repair of " + keyspace + " on " + node + ": " + failed.reason());
        }
        if (result instanceof RepairResult.Unknown unknown) {
            throw new IllegalStateException("repair of " + keyspace + " on " + node + ": " + unknown.reason());
        }
    }
}
