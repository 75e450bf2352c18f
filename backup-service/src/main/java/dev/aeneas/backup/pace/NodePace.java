package dev.aeneas.backup.pace;

import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one node and opens or narrows its gate; {@link #look} belongs to one thread, the rest to any. */
final class NodePace {
    private static final Logger LOG = LoggerFactory.getLogger(NodePace.class);

    private final PacedNode node;
    private final SeeLoad sight;
    private final PacePolicy policy;
    private final InstantSource clock;
    private final PaceControl control;
    private final ByteGate gate;
    private volatile SeeLoad.Session session;
    private Pacing pacing;
    private Integer pendingCompactions;
    private Duration waited = Duration.ZERO;
    private Integer compactionsLeft;
    private boolean looked;

    NodePace(PacedNode node, SeeLoad sight, PacePolicy policy, InstantSource clock) {
        this.node = node;
        this.sight = sight;
        this.policy = policy;
        this.clock = clock;
        this.control = new PaceControl(policy);
        this.pacing = control.begin();
        this.gate = new ByteGate(ByteGate.Ticker.SYSTEM, pacing.rate());
    }

    /** Decides anew from what the node says now. */
    void look() {
        var load = see();
        synchronized (this) {
            pacing = load.map(seen -> control.next(pacing, seen, clock.instant()))
                    .orElseGet(() -> control.unknown(pacing));
            pendingCompactions = load.map(NodeLoad::pendingCompactions).orElse(null);
            gate.rate(pacing.rate());
            looked = true;
            notifyAll();
        }
    }

    private Optional<NodeLoad> see() {
        try {
            var open = session;
            if (open == null) {
                open = sight.connect(node);
                session = open;
            }
            return Optional.of(open.look());
        } catch (RuntimeException e) {
            LOG.debug("Its load is not known: clusterId={} node={} {}", node.cluster(), node.name(), e.toString());
            letGo();
            return Optional.empty();
        }
    }

    /** Lets the connection go. */
    void letGo() {
        var gone = session;
        session = null;
        if (gone != null) {
            gone.close();
        }
    }

    InputStream paced(InputStream content) {
        return new PacedInput(content, gate);
    }

    void pass(long bytes) throws InterruptedException {
        gate.pass(bytes);
    }

    synchronized void awaitCompactions() throws InterruptedException {
        long began = System.nanoTime();
        long left = policy.compactionsWait().toNanos();
        while (left > 0 && (!looked || tooManyCompactions())) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = policy.compactionsWait().toNanos() - (System.nanoTime() - began);
        }
        waited = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        if (tooManyCompactions()) {
            compactionsLeft = pendingCompactions;
            pacing = pacing.withUsualCompactions(pendingCompactions);
            LOG.info(
                    "Goes on with the copy while compactions wait: clusterId={} node={} pending={} waited={}",
                    node.cluster(),
                    node.name(),
                    pendingCompactions,
                    waited);
        }
    }

    private boolean tooManyCompactions() {
        return pendingCompactions != null
                && pendingCompactions > policy.limits().pendingCompactions();
    }

    synchronized Pace.Shown shown() {
        return new Pace.Shown(
                node.name(),
                pacing.rate(),
                pacing.reason(),
                pendingCompactions,
                pacing.latency().usual(),
                pacing.looks().latency().orElse(null),
                new KeptBack(waited, compactionsLeft, pacing.slowdowns()));
    }
}
