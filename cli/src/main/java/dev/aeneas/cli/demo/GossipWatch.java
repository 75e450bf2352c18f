package dev.aeneas.cli.demo;

import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees when Cassandra's own gossip notices the loss: the first moment that a surviving node calls every lost one down.
 *
 * <p>Only nodes count that were not restarted since: one that starts calls everybody down whom it has not heard of yet.
 */
final class GossipWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<NodeOperations> witnesses;
    private final String lost;
    private final Thread thread;
    private volatile Instant noticed;
    private volatile boolean closed;

    /** Connects to the surviving nodes while all is well. */
    GossipWatch(ReachNodes nodes, List<String> addresses, String lostDatacenter) {
        this.witnesses = new ArrayList<>(
                addresses.stream().map(NodeAddress::of).map(nodes::connect).toList());
        this.lost = lostDatacenter;
        this.thread = new Thread(this::watch, "gossip");
        thread.setDaemon(true);
        thread.start();
    }

    /** Empty while no surviving node has noticed, or when all were restarted before they could. */
    Optional<Instant> noticed() {
        return Optional.ofNullable(noticed);
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    private void watch() {
        while (!closed && noticed == null && !witnesses.isEmpty()) {
            witnesses.removeIf(this::lookOrForget);
            pause();
        }
    }

    /** True when the node cannot bear witness any more. */
    private boolean lookOrForget(NodeOperations node) {
        try {
            var theirs = node.ring().in(lost);
            if (!theirs.isEmpty() && theirs.up().isEmpty()) {
                noticed = Instant.now();
            }
            return false;
        } catch (NodeException restarted) {
            node.close();
            return true;
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        witnesses.forEach(NodeOperations::close);
    }
}
