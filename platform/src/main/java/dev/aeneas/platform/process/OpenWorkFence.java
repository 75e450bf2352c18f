package dev.aeneas.platform.process;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets work go on while this replica leads and the journal still holds it open, under this very key: its epoch, its step
 * and its attempt.
 */
public final class OpenWorkFence implements Fence {
    private static final long INSTANT_NANOS = Duration.ofMillis(50).toNanos();

    private final Work work;
    private final Supplier<? extends List<? extends Work>> open;
    private final Leadership leadership;
    private volatile long lookedAt;
    private volatile boolean looked;

    /** A fence before this piece of work; {@code open} is what the journal holds open at the moment of asking. */
    public OpenWorkFence(Work work, Supplier<? extends List<? extends Work>> open, Leadership leadership) {
        this.work = work;
        this.open = open;
        this.leadership = leadership;
    }

    @Override
    public void checkOfThisInstant() {
        boolean ofThisInstant = looked && System.nanoTime() - lookedAt < INSTANT_NANOS;
        if (!ofThisInstant) {
            check();
        }
    }

    @Override
    public void check() {
        long now = System.nanoTime();
        if (!leadership.leads()) {
            throw new WorkAbandoned("another replica leads");
        }
        if (!open()) {
            throw new WorkAbandoned("it is not open any more");
        }
        lookedAt = now;
        looked = true;
    }

    private boolean open() {
        try {
            return open.get().stream().anyMatch(piece -> piece.key().equals(work.key()));
        } catch (Journal.Unavailable e) {
            throw new WorkAbandoned("whether it is still open cannot be read", e);
        }
    }
}
