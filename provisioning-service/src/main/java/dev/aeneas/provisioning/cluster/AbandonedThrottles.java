package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.step.StepRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Throttles that were lifted under the lock are put back when it is given back or lapses, whatever became of the run. */
final class AbandonedThrottles {
    private static final String STEP = "put-back-throttles-of-";

    private AbandonedThrottles() {}

    /** When to look whether the holder has gone; empty while it has lifted nothing. */
    static Optional<Instant> due(Cluster cluster) {
        boolean lapses = cluster.active() == null && cluster.lock().running().isEmpty();
        return lapses && !steps(cluster).isEmpty()
                ? Optional.ofNullable(cluster.lock().leaseUntil())
                : Optional.empty();
    }

    /** Steps of our own under the lapsed lock; a holder that comes back finds its datacenter slower, not broken. */
    static Cluster putBack(Cluster cluster, Instant now) {
        return cluster.active() == null && cluster.lock().lapsed(now) ? begun(cluster) : cluster;
    }

    /** Adds a step for each datacenter whose throttles are lifted, once under one epoch. */
    static Cluster begun(Cluster cluster) {
        var lock = cluster.lock();
        for (var step : steps(cluster)) {
            lock = lock.with(step);
        }
        return cluster.withLock(lock);
    }

    private static List<StepRun> steps(Cluster cluster) {
        var lifted = cluster.throttlesBefore().keySet();
        return cluster.topology().datacenters().stream()
                .filter(d -> d.nodes().stream().anyMatch(node -> lifted.contains(node.name())))
                .map(d -> StepRun.start(STEP + d.datacenter(), new ThrottleNodes(d.datacenter(), false)))
                .filter(step -> cluster.lock().step(step.id()).isEmpty())
                .toList();
    }
}
