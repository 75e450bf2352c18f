package dev.aeneas.failover.adapter.probe;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication.NetworkTopology;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.platform.process.Leadership;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every managed cluster has the table that canaries are written to, replicated in each of its datacenters as
 * the datacenter wants its data replicated.
 *
 * <p>Only while the whole cluster is at rest: Cassandra alters no keyspace while nodes are on their way in, and nobody
 * should wait for a schema of ours then.
 */
@ApplicationScoped
public class CanaryTable {
    static final String NAME = Keyspace.CANARY + ".canary";

    private static final Logger LOG = LoggerFactory.getLogger(CanaryTable.class);

    // With an id of its own: two that create it at the same moment create the same.
    private static final String CREATE_TABLE = "CREATE TABLE IF NOT EXISTS " + NAME
            + " (observer text PRIMARY KEY, round bigint) WITH ID = ae0ea500-0000-1000-8000-000000000001"
            + " AND comment = 'written and read by the observers of Aeneas'";

    // A third replica is asked soon where one of two is silent: by default only after as long as the slowest reads
    // took,
    // and a dead node would be a sick datacenter. Apart, for tables from before.
    private static final String ASK_ANOTHER_SOON = "ALTER TABLE " + NAME + " WITH speculative_retry = '100ms'";

    private static final Duration SCHEMA_CHANGE = CqlBounds.DEFAULT.schemaChange();

    private final ManagedNodes nodes;
    private final Leadership leadership;
    private final Map<ClusterName, Provided> done = new ConcurrentHashMap<>();

    public CanaryTable(ManagedNodes nodes, Leadership leadership) {
        this.nodes = nodes;
        this.leadership = leadership;
    }

    /** A cluster of that name that is created again has other nodes. */
    private record Provided(Set<String> nodes, Map<String, Integer> factors) {}

    /** Waits for CQL within its bounds; what does not succeed is tried at the next call. */
    public void provide(ClusterFailover cluster) {
        var topology = cluster.topology();
        var wanted = factors(topology);
        var provided = new Provided(nodesOf(topology), wanted);
        if (!leadership.leads() || !isAtRest(topology) || provided.equals(done.get(topology.cluster()))) {
            return;
        }
        var datacenter = topology.datacenters().get(0);
        var contacts = cluster.contactPoints(datacenter.datacenter()).stream()
                .map(NodeAddress::of)
                .toList();
        try (var session = nodes.connect(topology.cluster(), datacenter.datacenter(), contacts)) {
            provide(session, wanted);
            done.put(topology.cluster(), provided);
        } catch (ClusterException | DriverException e) {
            LOG.info("No table for canaries of {} yet: {}", topology.cluster(), e.getMessage());
        }
    }

    static void provide(CqlCluster cluster, Map<String, Integer> factors) {
        change(cluster.session(), createKeyspace(factors));
        change(cluster.session(), CREATE_TABLE);
        change(cluster.session(), ASK_ANOTHER_SOON);
        cluster.replicate(Keyspace.CANARY, NetworkTopology.of(factors));
    }

    private static void change(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(SCHEMA_CHANGE));
    }

    private static String createKeyspace(Map<String, Integer> factors) {
        var replicas = factors.entrySet().stream()
                .map(f -> ", '" + f.getKey() + "': " + f.getValue())
                .collect(Collectors.joining());
        return "CREATE KEYSPACE IF NOT EXISTS " + Keyspace.CANARY
                + " WITH replication = {'class': 'NetworkTopologyStrategy'" + replicas + "}";
    }

    private static boolean isAtRest(ClusterTopology topology) {
        return !topology.datacenters().isEmpty()
                && topology.datacenters().stream().allMatch(CanaryTable::isAtRest);
    }

    private static boolean isAtRest(Datacenter datacenter) {
        return datacenter.provisioningState() == ProvisioningState.SUCCEEDED
                && !datacenter.deallocated()
                && !datacenter.nodes().isEmpty()
                && datacenter.nodes().stream().allMatch(n -> n.state() == NodeState.NORMAL);
    }

    private static Map<String, Integer> factors(ClusterTopology topology) {
        return topology.datacenters().stream()
                .collect(Collectors.toMap(d -> d.datacenter().value(), Datacenter::replicationFactor));
    }

    private static Set<String> nodesOf(ClusterTopology topology) {
        return topology.nodes().stream().map(n -> n.address() + n.tokens()).collect(Collectors.toSet());
    }
}
