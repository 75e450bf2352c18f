package dev.aeneas.cli.stack;

import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeResources;
import dev.aeneas.local.cassandra.NodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The control store: a Cassandra of Aeneas's own with one node, on loopback, never one of the managed clusters. */
record StoreComponent(Path folder, String host, Runtimes runtimes) implements Component {
    static final String DATACENTER = "control";

    private static final String CLUSTER = "aeneas_control";
    private static final int TOKENS = 4;
    private static final int HEAP_MEGABYTES = 256;
    private static final int CONCURRENCY = 16;
    // Nobody else is in its ring: there is nothing to listen to before it takes its tokens.
    private static final Duration RING_DELAY = Duration.ofMillis(100);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Endpoint> endpoints() {
        NodeAddress address = NodeAddress.of(host);
        return List.of(
                new Endpoint(host, address.cqlPort(), StackSettings.STORE_ADDRESS),
                new Endpoint(host, address.storagePort(), StackSettings.STORE_ADDRESS),
                new Endpoint(host, address.jmxPort(), StackSettings.STORE_ADDRESS));
    }

    @Override
    public void start() {
        var identity = new NodeIdentity(CLUSTER, DATACENTER, "rack1", NodeAddress.of(host), List.of(host));
        var join = NodeJoin.first(tokens()).withRingDelay(RING_DELAY);
        var resources = new NodeResources(HEAP_MEGABYTES, CONCURRENCY, OptionalDouble.empty());
        CassandraNode.start(runtimes, folder, NodeSpec.of(identity, join).withResources(resources));
    }

    @Override
    public boolean isReady() {
        return CassandraNode.adopt(folder).map(CassandraNode::answersCql).orElse(false);
    }

    @Override
    public Duration readyBound() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Duration stopBound() {
        return Duration.ofSeconds(20);
    }

    @Override
    public String logTail(int lines) {
        return LogExcerpt.of(folder.resolve("log/system.log"), lines) + "\n"
                + LogExcerpt.of(folder.resolve("out.log"), lines);
    }

    /** Evenly round the ring, so that the node need not choose. */
    private static List<String> tokens() {
        return IntStream.range(0, TOKENS)
                .mapToObj(i -> Long.toString(Long.MIN_VALUE + 1 + i * (Long.MAX_VALUE / TOKENS * 2)))
                .toList();
    }
}
