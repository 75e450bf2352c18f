package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** One or two real nodes of one datacenter, with passwords for CQL and JMX. */
final class RealCluster implements AutoCloseable {
    static final JmxCredentials JMX = new JmxCredentials("jmx", "secret");
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration REQUEST_BOUND = Duration.ofSeconds(30);

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final String datacenter;
    private final List<String> hosts;
    private final List<CassandraNode> nodes = new ArrayList<>();

    /** Two nodes of datacenter {@code east}. */
    RealCluster(Path folder) {
        this(folder, "east", "-4611686018427387904", "4611686018427387904");
    }

    /** A node for each token. */
    RealCluster(Path folder, String datacenter, String... tokens) {
        this.datacenter = datacenter;
        this.hosts = IntStream.rangeClosed(1, tokens.length)
                .mapToObj(number -> block.address(1, number))
                .toList();
        try {
            for (int i = 0; i < tokens.length; i++) {
                nodes.add(node(folder, i, tokens[i]));
            }
            nodes.forEach(node -> node.awaitCql(START_BOUND));
            hosts.forEach(this::awaitSeesAll);
            awaitLogin();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Who answers CQL may not know yet that the others are up, and finds no replica then. */
    private void awaitSeesAll(String host) {
        var login = Optional.of(new Credentials(JMX.user(), JMX.password()));
        var jmx = new JmxNodes(login, JmxBounds.DEFAULT);
        Awaitility.await().atMost(START_BOUND).ignoreExceptions().until(() -> {
            try (var operations = jmx.connect(dev.aeneas.cassandra.ring.NodeAddress.of(host))) {
                return operations.ring().up().size() == hosts.size();
            }
        });
    }

    /** Nodes create their first role some time after they answer. */
    private void awaitLogin() {
        Awaitility.await().atMost(START_BOUND).ignoreExceptions().until(() -> {
            session().close();
            return true;
        });
    }

    /** When a client says that it wrote: its driver's clock may lag behind ours on a busy machine. */
    static Instant lastWrite(CqlSession session, String writeTime) {
        var row = Objects.requireNonNull(session.execute(writeTime).one(), writeTime);
        return Instant.EPOCH.plus(row.getLong(0), ChronoUnit.MICROS);
    }

    private CassandraNode node(Path folder, int index, String token) {
        var address = NodeAddress.of(hosts.get(index));
        var identity = new NodeIdentity("orders", datacenter, datacenter + "_1", address, List.of(hosts.get(0)));
        var spec = NodeSpec.of(identity, NodeJoin.first(List.of(token))).withSecurity(NodeSecurity.withPasswords(JMX));
        return CassandraNode.start(Runtimes.find(), folder.resolve("node" + index), spec);
    }

    ClusterTopology topology() {
        return Topologies.normal(datacenter, hosts);
    }

    String host(int index) {
        return hosts.get(index);
    }

    void killSecond() {
        nodes.get(1).kill();
    }

    void freezeFirst() {
        nodes.get(0).freeze();
    }

    void thawFirst() {
        nodes.get(0).thaw();
    }

    CqlSession session() {
        return session("cassandra", "cassandra");
    }

    CqlSession session(String user, String password) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(hosts.get(0), 9042))
                .withLocalDatacenter(datacenter)
                .withAuthCredentials(user, password)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_BOUND)
                        // else each session waits for two seconds before it is closed, and tests open many
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build())
                .build();
    }

    @Override
    public void close() {
        nodes.forEach(CassandraNode::kill);
        block.close();
    }
}
