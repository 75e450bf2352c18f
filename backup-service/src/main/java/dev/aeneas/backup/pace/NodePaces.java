package dev.aeneas.backup.pace;

import dev.aeneas.contracts.ClusterName;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pace for each node that anybody holds, with a thread of its own: a node that is silent keeps nobody from seeing others. */
public final class NodePaces implements Paces, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodePaces.class);

    /** Whether clients are there is seen by the second look, and a small backup would be over by then. */
    private static final Duration SECOND_LOOK = Duration.ofMillis(250);

    /** A restore comes back every few seconds; what was learnt must not be lost in between. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final SeeLoad sight;
    private final PacePolicy policy;
    private final InstantSource clock;
    private final Map<PacedNode, Kept> kept = new HashMap<>();

    public NodePaces(SeeLoad sight, PacePolicy policy, InstantSource clock) {
        this.sight = sight;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public synchronized Pace of(PacedNode node) {
        var pace = kept.computeIfAbsent(node, Kept::new);
        pace.holders++;
        return new Held(pace);
    }

    @Override
    public synchronized List<Pace.Shown> shown(ClusterName cluster) {
        return kept.values().stream()
                .filter(pace -> pace.node.cluster().equals(cluster))
                .map(pace -> pace.pace.shown())
                .sorted(Comparator.comparing(Pace.Shown::node))
                .toList();
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(Kept::end);
        kept.clear();
    }

    /** A node that is looked at until nobody has held its pace for a while. */
    private final class Kept {
        private final PacedNode node;
        private final NodePace pace;
        private final ScheduledExecutorService thread;
        private int holders;
        private long freeSince;

        Kept(PacedNode node) {
            this.node = node;
            pace = new NodePace(node, sight, policy, clock);
            thread = Executors.newSingleThreadScheduledExecutor(NodePaces::daemon);
            thread.execute(this::look);
            thread.scheduleWithFixedDelay(
                    this::look, SECOND_LOOK.toMillis(), policy.every().toMillis(), TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (isOver()) {
                end();
                return;
            }
            try {
                pace.look();
            } catch (RuntimeException e) {
                LOG.warn("The pace stays as it is: clusterId={} node={}", node.cluster(), node.name(), e);
            }
        }

        private boolean isOver() {
            synchronized (NodePaces.this) {
                boolean over = holders == 0 && System.nanoTime() - freeSince > LINGER.toNanos();
                return over && kept.remove(node, this);
            }
        }

        void end() {
            thread.shutdownNow();
            pace.letGo();
        }

        void release() {
            synchronized (NodePaces.this) {
                holders--;
                freeSince = System.nanoTime();
            }
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "pace");
        thread.setDaemon(true);
        return thread;
    }

    /** One hold of a pace. */
    private static final class Held implements Pace {
        private final Kept kept;
        private final AtomicBoolean held = new AtomicBoolean(true);

        Held(Kept kept) {
            this.kept = kept;
        }

        @Override
        public InputStream paced(InputStream content) {
            return kept.pace.paced(content);
        }

        @Override
        public void pass(long bytes) throws InterruptedException {
            kept.pace.pass(bytes);
        }

        @Override
        public void awaitCompactions() throws InterruptedException {
            kept.pace.awaitCompactions();
        }

        @Override
        public Shown shown() {
            return kept.pace.shown();
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                kept.release();
            }
        }
    }
}
