package dev.aeneas.cassandra.contract;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.cql.CqlProbe;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlan;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Three node processes on loopback addresses of their own: two members and one that runs unjoined. */
final class RealTestCluster implements TestCluster, AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(90);
    private static final Duration IMPATIENT = Duration.ofSeconds(1);
    private static final Optional<Credentials> JMX = Optional.of(new Credentials("admin", "jmx-secret"));

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final SortedMap<NodeAddress, CassandraNode> processes = new TreeMap<>();
    private final List<NodeAddress> addresses = List.of(
            NodeAddress.of(block.address(1, 1)),
            NodeAddress.of(block.address(2, 1)),
            NodeAddress.of(block.address(3, 1)));
    private final TokenPlan plan = TokenPlanner.plan(new TokenRequest(
            DATACENTER,
            List.of(),
            List.of(
                    new NewNode(addresses.get(0), "z1"),
                    new NewNode(addresses.get(1), "z2"),
                    new NewNode(addresses.get(2), "z3")),
            3,
            TokenRequest.DEFAULT_TOKENS_PER_NODE));

    private RealTestCluster() {}

    static RealTestCluster start(Path folder) {
        RealTestCluster cluster = new RealTestCluster();
        try {
            cluster.startNodes(folder, cluster.members());
            cluster.members().forEach(member -> cluster.processes.get(member).awaitCql(START_BOUND));
            // before the third node runs: nothing can be altered while a node is prepared
            await().atMost(START_BOUND).ignoreExceptions().until(cluster::createKeyspaces);
            cluster.startNodes(folder, List.of(cluster.unjoined()));
            cluster.addresses.forEach(
                    address -> await().atMost(START_BOUND).ignoreExceptions().until(() -> cluster.seesAll(address)));
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void startNodes(Path folder, List<NodeAddress> starting) {
        for (NodeAddress address : starting) {
            int rack = addresses.indexOf(address) + 1;
            processes.put(
                    address, CassandraNode.start(Runtimes.find(), folder.resolve("n" + rack), spec(address, rack)));
        }
    }

    private NodeSpec spec(NodeAddress address, int rack) {
        List<String> tokens =
                plan.tokens().get(address).stream().map(String::valueOf).toList();
        NodeIdentity identity = new NodeIdentity(
                "contract",
                DATACENTER,
                "z" + rack,
                dev.aeneas.local.cassandra.NodeAddress.of(address.hostAddress()),
                List.of(first().hostAddress()));
        NodeJoin join = members().contains(address) ? NodeJoin.first(tokens) : NodeJoin.spare(tokens, List.of());
        return NodeSpec.of(identity, join)
                .withSecurity(NodeSecurity.withPasswords(new JmxCredentials("admin", "jmx-secret")));
    }

    private boolean seesAll(NodeAddress address) {
        try (NodeOperations node = connect(address)) {
            RingView ring = node.ring();
            return ring.up().size() == addresses.size()
                    && ring.owners().size() == members().size()
                    && ring.agreesOnSchema();
        }
    }

    private boolean createKeyspaces() {
        Replication.NetworkTopology twice = Replication.NetworkTopology.of(Map.of(DATACENTER, 2));
        try (CqlCluster session = new CqlClusters(CqlBounds.DEFAULT).connect(contact())) {
            Keyspace.REPLICATED_SYSTEM.forEach(name -> session.replicate(name, twice));
            createKeyspace(session.session(), "app", 2);
            createKeyspace(session.session(), "single", 1);
        }
        return true;
    }

    private static void createKeyspace(CqlSession session, String name, int factor) {
        session.execute(
                "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                        .formatted(name, DATACENTER, factor));
        session.execute("CREATE TABLE IF NOT EXISTS %s.t (k int PRIMARY KEY, v text)".formatted(name));
        for (int key = 0; key < 20; key++) {
            session.execute("INSERT INTO %s.t (k, v) VALUES (%d, 'v')".formatted(name, key));
        }
    }

    @Override
    public List<NodeAddress> members() {
        return addresses.subList(0, 2);
    }

    @Override
    public NodeAddress unjoined() {
        return addresses.get(2);
    }

    @Override
    public SortedSet<Long> plannedTokens(NodeAddress node) {
        return plan.tokens().get(node);
    }

    @Override
    public ReachNodes nodes() {
        return new JmxNodes(JMX, JmxBounds.DEFAULT);
    }

    @Override
    public ReachNodes impatient() {
        return new JmxNodes(JMX, new JmxBounds(Duration.ofSeconds(3), IMPATIENT, IMPATIENT, Duration.ofMillis(100)));
    }

    @Override
    public Probe probe() {
        return new CqlProbe(IMPATIENT, IMPATIENT);
    }

    @Override
    public ReachCluster clusters() {
        return new CqlClusters(CqlBounds.DEFAULT);
    }

    @Override
    public ClusterContact contact() {
        return new ClusterContact(members(), DATACENTER, Optional.of(Credentials.CASSANDRA_DEFAULT), Optional.empty());
    }

    @Override
    public void freeze(NodeAddress node) {
        processes.get(node).freeze();
    }

    @Override
    public void thaw(NodeAddress node) {
        processes.get(node).thaw();
    }

    @Override
    public void kill(NodeAddress node) {
        processes.get(node).kill();
    }

    @Override
    public void close() {
        processes.values().forEach(CassandraNode::kill);
        block.close();
    }
}
