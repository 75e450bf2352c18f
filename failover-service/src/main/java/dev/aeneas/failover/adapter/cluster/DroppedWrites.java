package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Nodes tell what they dropped since they started; this remembers how much of it is new. May be used by several threads. */
final class DroppedWrites {
    /** Long enough that somebody sees it, short enough that it ends when the remedy worked. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Map<Of, Counted> counted = new HashMap<>();

    private record Of(ClusterName cluster, NodeAddress node) {}

    private record Counted(Instant at, long total) {}

    private final Map<Of, Deque<Counted>> news = new HashMap<>();

    /** How many of the total that a node tells now fell lately; the first word on a node is no news. */
    synchronized long lately(ClusterName cluster, NodeAddress node, long total, Instant now) {
        var of = new Of(cluster, node);
        var before = counted.put(of, new Counted(now, total));
        var fell = news.computeIfAbsent(of, n -> new ArrayDeque<>());
        if (before != null && total > before.total()) {
            fell.add(new Counted(now, total - before.total()));
        }
        while (!fell.isEmpty() && fell.getFirst().at().plus(LATELY).isBefore(now)) {
            fell.removeFirst();
        }
        return fell.stream().mapToLong(Counted::total).sum();
    }
}
