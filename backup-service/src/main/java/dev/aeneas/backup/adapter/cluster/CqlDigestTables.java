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
    private final RingParts parts;
    private final int pageRows;

    public CqlDigestTables(
            KnownClusters topologies, NodeAccess access, CqlClusters clusters, ToolsConfig.CqlConfig config) {
        this.topologies = topologies;
        this.access = access;
        this.clusters = clusters;
        this.parts = new RingParts(config.ranges(), config.rangesAtOnce());
        this.pageRows = config.pageRows();
    }

    @Override
    public Map<TableName, TableDigest> of(ClusterName cluster, Set<TableName> tables) throws InterruptedException {
        try (var connected = connect(cluster)) {
            var digests = new HashMap<TableName, TableDigest>();
            for (var table : tables) {
                digests.put(table, digest(connected.session(), table));
            }
            return digests;
        } catch (ClusterException | DriverException e) {
            throw new IllegalStateException("tables cannot be read: " + e.getMessage(), e);
        }
    }

    private TableDigest digest(CqlSession session, TableName table) throws InterruptedException {
        var columns = TableColumns.read(session, table);
        var reader = new ReadTablePart(session, session.prepare(columns.select()), columns, pageRows);
        return parts.each(reader::read).stream().reduce(TableDigest.EMPTY, TableDigest::plus);
    }

    private CqlCluster connect(ClusterName cluster) {
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

    private CqlCluster connect(ClusterName cluster, String datacenter, List<NodeAddress> addresses) {
        return clusters.connect(new ClusterContact(addresses, datacenter, access.cql(cluster)));
    }
}
