package dev.aeneas.cassandra.node;

import java.time.Duration;
import java.util.function.Consumer;

/** Makes the replicas of what this node owns agree, by full repair. */
@FunctionalInterface
public interface Repair {
    /**
     * Returns with what became of it; {@link RepairResult.Unknown} if that was not known within the bound.
     *
     * @param progress told on a thread of the adapter's; must not block
     */
    RepairResult repair(RepairRequest request, Duration bound, Consumer<RepairProgress> progress);
}
