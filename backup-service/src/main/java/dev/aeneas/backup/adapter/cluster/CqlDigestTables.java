package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.aeneas.backup.ToolsConfig;
import dev.aeneas.backup.restore.DigestTables;
import dev.aeneas.backup.restore.TableDigest;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tables part by part of the ring, in the first datacenter that answers. */
public final class CqlDigestTables implements DigestTables {
    private final KnownClusters topologies;
    private final NodeAccess access;
    private final CqlClusters clusters;
    private final ToolsConfig.CqlConfig config;

    public CqlDigestTables(
            KnownClusters topologies, NodeAccess access, CqlClusters clusters, ToolsConfig.CqlConfig config) {
        this.topologies = topologies;
        this.access = access;
        this.clusters = clusters;
        this.config = config;
    }

    @Override
    public Map<TableName, TableDigest> of(ClusterName cluster, Map<TableName, Set<String>> columns)
            throws InterruptedException {
        try (var connected = connect(cluster)) {
            var digests = new HashMap<TableName, TableDigest>();
            var session = connected.cluster().session();
            var parts = RingParts.of(session, connected.datacenter(), config.ranges(), config.rangesAtOnce());
            for (var table : columns.entrySet()) {
                var read = TableColumns.read(session, table.getKey()).only(table.getValue());
                digests.put(table.getKey(), digest(session, parts, read));
            }
            return digests;
        } catch (ClusterException | DriverException e) {
            throw new IllegalStateException("tables cannot be read: " + e.getMessage(), e);
        }
    }

    private TableDigest digest(CqlSession session, RingParts parts, TableColumns columns) throws InterruptedException {
        var reader = new ReadTablePart(session, session.prepare(columns.select()), columns, config.pageRows());
        return parts.each(reader::read).stream().reduce(TableDigest.EMPTY, TableDigest::plus);
    }

    /** A cluster, by way of one of its datacenters. */
    private record Connected(CqlCluster cluster, String datacenter) implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
        }
    }

    private Connected connect(ClusterName cluster) {
        var topology = topologies
                .find(cluster)
                .orElseThrow(() -> new IllegalStateException("no cluster is called '" + cluster.value() + "'"));
        ClusterException last = null;
        for (var datacenter : topology.datacenters()) {
            var addresses = datacenter.nodes().stream()
                    .filter(node -> node.state() == NodeState.NORMAL)
                    .map(node -> NodeAddress.of(node.address()))
                    .toList();
            try {
                if (!addresses.isEmpty()) {
                    return connect(cluster, datacenter.datacenter().value(), addresses);
                }
            } catch (ClusterException.Unreachable e) {
                last = e;
            }
        }
        throw new IllegalStateException("no datacenter of '" + cluster.value() + "' answers CQL", last);
    }

    private Connected connect(ClusterName cluster, String datacenter, List<NodeAddress> addresses) {
        var contact = ClusterContact.of(addresses, datacenter, access.logins(cluster));
        return new Connected(clusters.connect(contact), datacenter);
    }
}
