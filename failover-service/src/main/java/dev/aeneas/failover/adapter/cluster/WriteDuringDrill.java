package dev.aeneas.failover.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.Moment;
import dev.aeneas.failover.drill.Observation;
import dev.aeneas.failover.drill.Workload;
import dev.aeneas.failover.drill.Workload.RunWorkload;
import dev.aeneas.failover.run.ClusterFailover;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes a row after the other where clients belong, as an application that follows the routing, and reads them all again in the end.
 * What was acknowledged is remembered here only: if this replica dies, another one begins anew and counts its own.
 */
@ApplicationScoped
public class WriteDuringDrill implements RunWorkload {
    private static final String KEYSPACE = "aeneas_drill";
    private static final String TABLE = KEYSPACE + ".writes";
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ManagedNodes nodes;
    private final KnownClusters clusters;

    public WriteDuringDrill(ManagedNodes nodes, KnownClusters clusters) {
        this.nodes = nodes;
        this.clusters = clusters;
    }

    @Override
    public Observation run(Workload work, Supplier<Optional<Drill>> drill) throws InterruptedException {
        var sessions = open(work.cluster());
        try {
            var here = cluster(work.cluster()).routing().datacenter();
            provide(sessions.get(here).session(), cluster(work.cluster()));
            var log = new WriteLog(work.drillId() + "/" + Instant.now());
            write(work.cluster(), sessions, log, drill);
            return count(work.cluster(), sessions, log, drill);
        } finally {
            sessions.values().forEach(CqlCluster::close);
        }
    }

    /** To every datacenter beforehand, as applications of two regions have it: nothing is sent over those that are not needed. */
    private Map<DatacenterName, CqlCluster> open(ClusterName name) {
        var cluster = cluster(name);
        var sessions = new HashMap<DatacenterName, CqlCluster>();
        for (var datacenter : cluster.topology().datacenters()) {
            var contacts = cluster.contactPoints(datacenter.datacenter()).stream()
                    .map(NodeAddress::of)
                    .toList();
            if (contacts.isEmpty()) {
                continue;
            }
            try {
                sessions.put(datacenter.datacenter(), nodes.connect(name, datacenter.datacenter(), contacts));
            } catch (ClusterException e) {
                sessions.values().forEach(CqlCluster::close);
                throw e;
            }
        }
        return sessions;
    }

    private static void provide(CqlSession session, ClusterFailover cluster) {
        var replicas = cluster.topology().datacenters().stream()
                .map(WriteDuringDrill::replicas)
                .collect(Collectors.joining());
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

    private void write(
            ClusterName name, Map<DatacenterName, CqlCluster> sessions, WriteLog log, Supplier<Optional<Drill>> drill)
            throws InterruptedException {
        var look = Instant.now();
        for (int id = 0; ; id++) {
            if (!Instant.now().isBefore(look)) {
                if (!drill.get().map(Drill::writes).orElse(false)) {
                    return;
                }
                look = Instant.now().plus(LOOK);
            }
            var cluster = cluster(name);
            try {
                sessions.get(cluster.routing().datacenter()).session().execute(insert(cluster, log, id));
                log.acknowledged(id, Instant.now());
            } catch (DriverException notAcknowledged) {
                // as an outage it is seen in the time until the next one that is
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static SimpleStatement insert(ClusterFailover cluster, WriteLog log, int id) {
        var level = cluster.steppedConsistency()
                .or(() -> cluster.policy().levelsBefore())
                .orElse(cluster.policy().levelsDuring())
                .write();
        return at(
                SimpleStatement.newInstance(
                        "INSERT INTO " + TABLE + " (writer, bucket, id) VALUES (?, ?, ?)",
                        log.writer(),
                        WriteLog.bucket(id),
                        id),
                level);
    }

    private Observation count(
            ClusterName name, Map<DatacenterName, CqlCluster> sessions, WriteLog log, Supplier<Optional<Drill>> drill) {
        var cluster = cluster(name);
        var session = sessions.get(cluster.routing().datacenter()).session();
        for (int bucket : log.buckets()) {
            var select = SimpleStatement.newInstance(
                    "SELECT id FROM " + TABLE + " WHERE writer = ? AND bucket = ?", log.writer(), bucket);
            session.execute(at(select, cluster.policy().levelsDuring().read()))
                    .forEach(row -> log.found(row.getInt(0)));
        }
        return log.observation(drill.get().flatMap(seen -> seen.at(Moment.LOST)));
    }

    private static SimpleStatement at(SimpleStatement statement, String level) {
        return statement
                .setConsistencyLevel(DefaultConsistencyLevel.valueOf(level))
                .setIdempotent(true);
    }

    private ClusterFailover cluster(ClusterName name) {
        return clusters.find(name)
                .filter(known -> known.policy() != null)
                .orElseThrow(() -> new IllegalStateException(
                        "cluster " + name + " has no policy, so nobody knows where to write"));
    }
}
