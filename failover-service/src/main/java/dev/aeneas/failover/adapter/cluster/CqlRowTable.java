package dev.aeneas.failover.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.drill.Workload;
import dev.aeneas.failover.run.ClusterFailover;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By CQL, through the datacenter that the routing names, with one session for each datacenter. */
final class CqlRowTable implements RowTable {
    private static final Logger LOG = LoggerFactory.getLogger(CqlRowTable.class);
    private static final String KEYSPACE = "aeneas_drill";
    private static final String TABLE = KEYSPACE + ".writes";
    private static final int BUCKET = 100;

    /** As the driver has it for applications that say nothing. */
    private static final Duration REQUEST = Duration.ofSeconds(2);

    private final ManagedNodes nodes;
    private final KnownClusters clusters;
    private final Workload work;
    private final Map<DatacenterName, CqlCluster> sessions = new HashMap<>();

    CqlRowTable(ManagedNodes nodes, KnownClusters clusters, Workload work) {
        this.nodes = nodes;
        this.clusters = clusters;
        this.work = work;
    }

    /**
     * Makes the table where there is none, and connects to every datacenter beforehand, as applications of two regions do: nothing is sent over
     * connections that are not needed.
     */
    void provide() {
        var cluster = cluster();
        var there = cluster.topology().datacenters().stream()
                .filter(datacenter ->
                        !cluster.contactPoints(datacenter.datacenter()).isEmpty())
                .toList();
        there.forEach(datacenter -> session(datacenter.datacenter()));
        var session = session(cluster.routing().datacenter());
        var replicas = there.stream().map(CqlRowTable::replicas).collect(Collectors.joining());
        change(
                session,
                "CREATE KEYSPACE IF NOT EXISTS " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy'"
                        + replicas + "}");
        change(
                session,
                "CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (writer text, bucket int, id int, PRIMARY KEY ((writer, bucket), id))"
                        + " WITH default_time_to_live = 604800 AND comment = 'written by drills of Aeneas, gone after a week'");
    }

    private static String replicas(Datacenter datacenter) {
        return ", '" + datacenter.datacenter() + "': " + datacenter.replicationFactor();
    }

    private static void change(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(CqlBounds.DEFAULT.schemaChange()));
    }

    @Override
    public boolean write(int id) {
        var cluster = cluster();
        var level = cluster.steppedConsistency()
                .or(() -> cluster.policy().levelsBefore())
                .orElse(cluster.policy().levelsDuring())
                .write();
        var insert = SimpleStatement.newInstance(
                "INSERT INTO " + TABLE + " (writer, bucket, id) VALUES (?, ?, ?)", work.drillId(), bucket(id), id);
        try {
            session(cluster.routing().datacenter())
                    .execute(at(insert, DefaultConsistencyLevel.valueOf(level)).setTimeout(REQUEST));
            return true;
        } catch (DriverException | ClusterException e) {
            LOG.debug("Row {} of {} was not acknowledged: {}", id, work.drillId(), e.getMessage());
            return false;
        }
    }

    @Override
    public int bucket(int id) {
        return id / BUCKET;
    }

    @Override
    public Optional<BitSet> read(int bucket) {
        var select = SimpleStatement.newInstance(
                "SELECT id FROM " + TABLE + " WHERE writer = ? AND bucket = ?", work.drillId(), bucket);
        try {
            var found = new BitSet();
            session(cluster().routing().datacenter())
                    .execute(at(select, DefaultConsistencyLevel.LOCAL_QUORUM))
                    .forEach(row -> found.set(row.getInt(0)));
            return Optional.of(found);
        } catch (DriverException | ClusterException e) {
            LOG.warn("Rows of {} could not be read and are tried again: {}", work.drillId(), e.getMessage());
            return Optional.empty();
        }
    }

    private static SimpleStatement at(SimpleStatement statement, DefaultConsistencyLevel level) {
        return statement.setConsistencyLevel(level).setIdempotent(true);
    }

    private CqlSession session(DatacenterName datacenter) {
        var cluster = cluster();
        return sessions.computeIfAbsent(
                        datacenter,
                        name -> nodes.connect(
                                work.cluster(),
                                name,
                                cluster.contactPoints(name).stream()
                                        .map(NodeAddress::of)
                                        .toList()))
                .session();
    }

    private ClusterFailover cluster() {
        return clusters.find(work.cluster())
                .filter(known -> known.policy() != null)
                .orElseThrow(() -> new IllegalStateException(
                        "cluster " + work.cluster() + " has no policy, so nobody knows where to write"));
    }

    @Override
    public void close() {
        sessions.values().forEach(CqlCluster::close);
    }
}
