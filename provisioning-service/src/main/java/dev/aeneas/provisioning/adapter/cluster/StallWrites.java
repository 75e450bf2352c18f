package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.node.WriteBounds;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Makes nodes gray: they answer everybody, and no write that they coordinate succeeds, because it has no time at all. Nothing of it is on
 * a disk: a node that restarts writes again.
 */
final class StallWrites {
    private final ClusterAccess access;

    StallWrites(ClusterAccess access) {
        this.access = access;
    }

    void stall(ClusterName cluster, List<Node> nodes) throws InterruptedException {
        set(cluster, nodes, node -> WriteBounds.NONE);
    }

    void letGo(ClusterName cluster, List<Node> nodes, Function<String, NodeSetup> setups) throws InterruptedException {
        set(cluster, nodes, node -> asSetUp(setups.apply(node.name())));
    }

    private void set(ClusterName cluster, List<Node> nodes, Function<Node, WriteBounds> bounds)
            throws InterruptedException {
        Parallel.each(nodes, node -> {
            try (var operations = access.connect(cluster, node)) {
                operations.boundWrites(bounds.apply(node));
            }
            return null;
        });
    }

    private static WriteBounds asSetUp(NodeSetup setup) {
        return new WriteBounds(
                bound(setup, "write_request_timeout", WriteBounds.DEFAULT.writes()),
                bound(setup, "counter_write_request_timeout", WriteBounds.DEFAULT.counters()));
    }

    private static Duration bound(NodeSetup setup, String setting, Duration otherwise) {
        var text = setup.settings().get(setting);
        return text == null
                ? otherwise
                : Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - "ms".length())));
    }
}
