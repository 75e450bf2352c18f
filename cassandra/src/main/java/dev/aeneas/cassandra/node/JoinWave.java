package dev.aeneas.cassandra.node;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets several prepared nodes join at the same instant, over connections that are open already.
 *
 * <p>Cassandra refuses a join while gossip tells of another one, but a node announces itself only after it has looked:
 * nodes that start together all pass, stay strictly consistent and each stream from the replica that gives the range
 * up. Who comes late is refused and ends as {@link Outcome.NotJoined}.
 */
public final class JoinWave {
    /** What one node of the wave says of itself; that others see it Up/Normal is for the caller to check. */
    public sealed interface Outcome {
        record Joined() implements Outcome {}

        /** Refused, or ended in another mode than NORMAL. */
        record NotJoined(NodeException why) implements Outcome {}

        /** Lost or silent: look at the ring to learn what became of it. */
        record Unknown(RuntimeException why) implements Outcome {}
    }

    private JoinWave() {}

    /** Waits at most a little longer than the bound, which each node gets for its own join. */
    public static SortedMap<NodeAddress, Outcome> join(Map<NodeAddress, ? extends JoinRing> nodes, Duration bound)
            throws InterruptedException {
        SortedMap<NodeAddress, Outcome> outcomes = new ConcurrentSkipListMap<>();
        CountDownLatch ready = new CountDownLatch(nodes.size());
        CountDownLatch over = new CountDownLatch(nodes.size());
        nodes.forEach((address, node) -> {
            Thread joining = new Thread(
                    () -> {
                        outcomes.put(address, joinAfter(ready, node, bound));
                        over.countDown();
                    },
                    "join-" + address);
            joining.setDaemon(true);
            joining.start();
        });
        boolean allTold = over.await(bound.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        if (!allTold) {
            nodes.keySet()
                    .forEach(address -> outcomes.putIfAbsent(
                            address, new Outcome.Unknown(new NodeSilent(address, "join the ring", bound))));
        }
        return new TreeMap<>(outcomes);
    }

    private static Outcome joinAfter(CountDownLatch ready, JoinRing node, Duration bound) {
        try {
            waitForAll(ready, node);
            node.joinRing(bound);
            return new Outcome.Joined();
        } catch (NodeRefused | AccessDenied e) {
            return new Outcome.NotJoined(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown(new IllegalStateException("interrupted while joining", e));
        } catch (RuntimeException e) {
            return new Outcome.Unknown(e);
        }
    }

    private static void waitForAll(CountDownLatch ready, JoinRing node) throws InterruptedException {
        try {
            node.getReadyToJoin();
        } finally {
            // whoever is lost already must not hold up the others
            ready.countDown();
        }
        ready.await();
    }
}
