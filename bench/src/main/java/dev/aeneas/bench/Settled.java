package dev.aeneas.bench;

import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.process.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Brings nodes to rest after much was written, so that every alternative begins from the same. */
final class Settled {
    private static final Duration BOUND = Duration.ofMinutes(10);

    private Settled() {}

    /** Flushes a keyspace, since load is what is on the disk, and waits until nothing compacts. */
    static void await(JmxNodes jmx, List<NodeAddress> nodes, String keyspace) {
        for (var node : nodes) {
            try (var operations = jmx.connect(node)) {
                operations.takeSnapshot("flush", Set.of(keyspace));
                operations.clearSnapshot("flush");
                if (!Wait.until(BOUND, () -> operations.pendingCompactions() == 0)) {
                    throw new IllegalStateException(node + " still compacts after " + BOUND);
                }
            }
        }
    }
}
