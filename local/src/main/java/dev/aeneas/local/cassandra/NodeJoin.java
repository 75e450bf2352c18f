package dev.aeneas.local.cassandra;

import java.time.Duration;
import java.util.List;

/**
 * How a node comes into the ring. Once it has joined, its tokens are on its disk and only the rest matters.
 *
 * @param tokens planned ones; empty: it chooses sixteen itself, which must not happen on two nodes at once
 * @param joinRing false: it starts as a spare that knows the cluster, holds nothing and answers no client
 * @param bootstrap false: it takes its tokens without streaming, right only for the first nodes of a datacenter
 * @param ringDelay how long it listens to gossip before it acts; too short on a busy machine means "Unable to contact any seeds"
 * @param deadEndpoints hosts whose schema is not waited for
 */
public record NodeJoin(
        List<String> tokens, boolean joinRing, boolean bootstrap, Duration ringDelay, List<String> deadEndpoints) {

    private static final Duration RING_DELAY = Duration.ofSeconds(5);

    public NodeJoin {
        tokens = List.copyOf(tokens);
        deadEndpoints = List.copyOf(deadEndpoints);
    }

    /** One of the first nodes of a datacenter: nothing to stream. */
    public static NodeJoin first(List<String> tokens) {
        return new NodeJoin(tokens, true, false, RING_DELAY, List.of());
    }

    /** A node that knows the cluster and waits for {@code joinRing} over JMX, which then streams. */
    public static NodeJoin spare(List<String> tokens, List<String> deadEndpoints) {
        return new NodeJoin(tokens, false, true, RING_DELAY, deadEndpoints);
    }

    /** Cassandra's own way: joins and streams while it starts. */
    public static NodeJoin streaming(List<String> tokens) {
        return new NodeJoin(tokens, true, true, RING_DELAY, List.of());
    }

    public NodeJoin withRingDelay(Duration delay) {
        return new NodeJoin(tokens, joinRing, bootstrap, delay, deadEndpoints);
    }
}
