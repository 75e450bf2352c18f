package dev.aeneas.provisioning.adapter.worker;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.step.Fence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets work go on while this replica leads and the journal still holds it open, under this very key: its epoch, its step
 * and its attempt.
 */
final class OpenWorkFence implements Fence {
    private static final long INSTANT_NANOS = Duration.ofMillis(50).toNanos();

    private final ClusterWork work;
    private final Function<ClusterName, Optional<Cluster>> newest;
    private final Leadership leadership;
    private volatile long lookedAt;
    private volatile boolean looked;

    OpenWorkFence(ClusterWork work, Function<ClusterName, Optional<Cluster>> newest, Leadership leadership) {
        this.work = work;
        this.newest = newest;
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
            return newest.apply(work.cluster().name()).map(ClusterWork::of).stream()
                    .flatMap(List::stream)
                    .anyMatch(open -> open.key().equals(work.key()));
        } catch (Journal.Unavailable e) {
            throw new WorkAbandoned("whether it is still open cannot be read", e);
        }
    }
}
