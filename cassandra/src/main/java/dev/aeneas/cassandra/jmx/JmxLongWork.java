package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NotJoined;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls that last as long as the node works; the node's mode is believed, not the return of the call. */
final class JmxLongWork {
    private static final int CLEANUP_DONE = 0;

    private final NodeAddress node;
    private final MBeans beans;
    private final StorageService storage;
    private final Supplier<NodeMode> mode;
    private final Duration poll;

    JmxLongWork(NodeAddress node, MBeans beans, Supplier<NodeMode> mode, Duration poll) {
        this.node = node;
        this.beans = beans;
        this.storage = beans.unbounded(StorageService.class, StorageService.NAME);
        this.mode = mode;
        this.poll = poll;
    }

    void joinRing(Duration bound) {
        // no look at the mode first: nodes of a wave must start within milliseconds; on a joined node it does nothing
        try {
            watch("join the ring", bound, start(storage::joinRing), NodeMode.NORMAL);
        } catch (NodeRefused e) {
            throw new NotJoined(node, mode.get(), e.getMessage(), e);
        }
    }

    void decommission(Duration bound) {
        NodeMode now = mode.get();
        if (now == NodeMode.LEFT) {
            return;
        }
        boolean underWay = now == NodeMode.LEAVING;
        CompletableFuture<Integer> leaving =
                underWay ? new CompletableFuture<>() : start(() -> storage.decommission(false));
        watch("decommission", bound, leaving, NodeMode.LEFT);
    }

    void drain(Duration bound) {
        if (mode.get() != NodeMode.DRAINED) {
            watch("drain", bound, start(storage::drain), NodeMode.DRAINED);
        }
    }

    void removeNode(UUID hostId, Duration bound) {
        beans.calls().call("remove node " + hostId, bound, () -> {
            storage.removeNode(hostId.toString());
            return true;
        });
    }

    void rebuild(String sourceDatacenter, Set<String> keyspaces, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        for (String keyspace : keyspaces.stream().sorted().toList()) {
            Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            beans.calls().call("rebuild " + keyspace, left, () -> {
                storage.rebuild(sourceDatacenter, keyspace, null, null);
                return true;
            });
        }
    }

    void cleanup(String keyspace, int jobs, Duration bound) {
        String asked = "clean up " + keyspace;
        int status = beans.calls().call(asked, bound, () -> storage.forceKeyspaceCleanup(jobs, keyspace));
        if (status != CLEANUP_DONE) {
            throw new NodeRefused(node, asked, "it was aborted or hindered by a compaction (status " + status + ")");
        }
    }

    private CompletableFuture<Integer> start(Runnable work) {
        return beans.start(() -> {
            work.run();
            return 0;
        });
    }

    /** Until the node is in the mode that was wanted; a call that ends in any other is a refusal. */
    private void watch(String asked, Duration bound, CompletableFuture<Integer> call, NodeMode wanted) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < deadline) {
            boolean returned = waitBriefly(asked, call);
            NodeMode now = mode.get();
            if (now == wanted) {
                return;
            }
            if (returned || now == NodeMode.JOIN_FAILED || now == NodeMode.LEAVE_FAILED) {
                throw new NodeRefused(node, asked, "it ended in mode " + now);
            }
        }
        throw new NodeSilent(node, asked, bound);
    }

    private boolean waitBriefly(String asked, CompletableFuture<Integer> call) {
        try {
            call.get(poll.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw beans.calls().translate(asked, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeSilent(node, asked, poll);
        }
    }
}
