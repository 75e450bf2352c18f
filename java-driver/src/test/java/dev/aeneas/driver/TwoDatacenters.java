package dev.aeneas.driver;

import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One real node in datacenter east and one in west; no passwords. */
final class TwoDatacenters implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(90);

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final List<CassandraNode> nodes = new ArrayList<>();

    static TwoDatacenters start(Path folder) {
        var both = new TwoDatacenters();
        try {
            both.node(folder, "east", both.east());
            both.node(folder, "west", both.west());
            both.nodes.forEach(node -> node.awaitCql(START_BOUND));
            List.of(both.east(), both.west()).forEach(TwoDatacenters::awaitSeesBoth);
            return both;
        } catch (RuntimeException | Error e) {
            both.close();
            throw e;
        }
    }

    /** Who answers CQL may not know yet of the other, and a driver that asks it does not either. */
    private static void awaitSeesBoth(String host) {
        var jmx = new JmxNodes(Optional.empty(), JmxBounds.DEFAULT);
        var address = dev.aeneas.cassandra.ring.NodeAddress.of(host);
        await().atMost(START_BOUND).ignoreExceptions().until(() -> {
            try (var node = jmx.connect(address)) {
                return node.ring().up().size() == 2;
            }
        });
    }

    String east() {
        return block.address(1, 1);
    }

    String west() {
        return block.address(2, 1);
    }

    void killEast() {
        nodes.get(0).kill();
    }

    /** Planned for each alone, so the second takes the tokens beside those of the first. */
    private void node(Path folder, String datacenter, String address) {
        var plan = TokenPlanner.plan(new TokenRequest(
                datacenter,
                List.of(),
                List.of(new NewNode(dev.aeneas.cassandra.ring.NodeAddress.of(address), "r1")),
                1,
                TokenRequest.DEFAULT_TOKENS_PER_NODE));
        var offset = datacenter.equals("west") ? 1L : 0L;
        var tokens = plan.tokens().values().iterator().next().stream()
                .map(token -> String.valueOf(token + offset))
                .toList();
        var identity = new NodeIdentity("follow", datacenter, "r1", NodeAddress.of(address), List.of(east()));
        nodes.add(CassandraNode.start(
                Runtimes.find(), folder.resolve(datacenter), NodeSpec.of(identity, NodeJoin.first(tokens))));
    }

    @Override
    public void close() {
        nodes.forEach(CassandraNode::kill);
        block.close();
    }
}
