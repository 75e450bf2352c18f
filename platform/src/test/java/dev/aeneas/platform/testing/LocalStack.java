package dev.aeneas.platform.testing;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import dev.aeneas.local.FreePort;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.local.kafka.KafkaBroker;
import dev.aeneas.local.kafka.KafkaSpec;
import dev.aeneas.platform.adapter.store.Store;
import dev.aeneas.platform.adapter.store.StoreAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** One real Kafka and one real control store, as processes on loopback addresses of their own. */
public final class LocalStack implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration START_BOUND = Duration.ofMinutes(3);

    private final Path folder;
    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final KafkaSpec kafkaSpec;
    private final KafkaBroker kafka;
    private final CassandraNode node;
    private final Thread endOnExit = new Thread(this::endProcesses);

    private LocalStack(Path folder) {
        this.folder = folder;
        var ports = FreePort.several(2, HOST);
        this.kafkaSpec = KafkaSpec.at(HOST, ports.get(0), ports.get(1));
        var runtimes = Runtimes.find();
        this.kafka = KafkaBroker.start(runtimes, folder.resolve("kafka"), kafkaSpec);
        this.node = CassandraNode.start(runtimes, folder.resolve("store"), storeSpec());
        Runtime.getRuntime().addShutdownHook(endOnExit);
    }

    /** Starts both and returns when both answer. */
    public static LocalStack start() {
        try {
            var stack = new LocalStack(Files.createTempDirectory("aeneas-stack"));
            stack.kafka.awaitReady(START_BOUND);
            stack.node.awaitCql(START_BOUND);
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeSpec storeSpec() {
        var address = block.address(1, 1);
        var identity = new NodeIdentity("control", "control", "control_1", NodeAddress.of(address), List.of(address));
        return NodeSpec.of(identity, NodeJoin.first(List.of("0")));
    }

    public String bootstrapServers() {
        return kafkaSpec.bootstrapServers();
    }

    public InetSocketAddress store() {
        return new InetSocketAddress(node.address().host(), node.address().cqlPort());
    }

    /** Whom a service believes; see {@link LocalTokens}. */
    Path tokens() {
        try {
            return LocalTokens.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of a session to the store's own datacenter. */
    public Store.Settings storeSettings(String keyspace) {
        return new Store.Settings(
                List.of(store()),
                "control",
                keyspace,
                "{'class': 'NetworkTopologyStrategy', 'control': 1}",
                DefaultConsistencyLevel.LOCAL_SERIAL,
                Duration.ofSeconds(5),
                StoreAccess.open());
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public CassandraNode storeNode() {
        return node;
    }

    @Override
    public void close() {
        endProcesses();
        Runtime.getRuntime().removeShutdownHook(endOnExit);
        block.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endProcesses() {
        kafka.kill();
        node.kill();
    }
}
