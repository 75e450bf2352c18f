package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.aeneas.backup.testing.Topologies;
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
import java.util.List;

/** Two real nodes of one datacenter, with passwords for CQL and JMX. */
final class RealCluster implements AutoCloseable {
    static final JmxCredentials JMX = new JmxCredentials("jmx", "secret");
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration REQUEST_BOUND = Duration.ofSeconds(30);

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final List<String> hosts = List.of(block.address(1, 1), block.address(1, 2));
    private final CassandraNode first;
    private final CassandraNode second;

    RealCluster(Path folder) {
        first = node(folder, 0, "-4611686018427387904");
        second = node(folder, 1, "4611686018427387904");
        try {
            first.awaitCql(START_BOUND);
            second.awaitCql(START_BOUND);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private CassandraNode node(Path folder, int index, String token) {
        var address = NodeAddress.of(hosts.get(index));
        var identity = new NodeIdentity("orders", "east", "east_1", address, List.of(hosts.get(0)));
        var spec = NodeSpec.of(identity, NodeJoin.first(List.of(token))).withSecurity(NodeSecurity.withPasswords(JMX));
        return CassandraNode.start(Runtimes.find(), folder.resolve("node" + index), spec);
    }

    ClusterTopology topology() {
        return Topologies.normal(hosts.get(0), hosts.get(1));
    }

    String host(int index) {
        return hosts.get(index);
    }

    void killSecond() {
        second.kill();
    }

    CqlSession session() {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(hosts.get(0), 9042))
                .withLocalDatacenter("east")
                .withAuthCredentials("cassandra", "cassandra")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_BOUND)
                        .build())
                .build();
    }

    @Override
    public void close() {
        first.kill();
        second.kill();
        block.close();
    }
}
