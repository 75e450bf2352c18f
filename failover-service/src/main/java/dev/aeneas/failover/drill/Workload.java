package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Work;
import java.util.Optional;
import java.util.function.Supplier;

/** An application of Aeneas's own for the length of a drill: it writes as clients would, and counts what it does not find again. */
public record Workload(ClusterName cluster, String drillId) implements Work {
    /** As which it reports. */
    public static final String SOURCE = "aeneas";

    @Override
    public String key() {
        return "workload-" + drillId;
    }

    /** What was written and found again. */
    record Wrote(String drillId, Observation observation) {}

    /** Writes while the drill wants it, then counts where clients are. */
    @FunctionalInterface
    public interface RunWorkload {
        /**
         * Runs until the drill no longer {@link Drill#writes()}.
         *
         * @param drill as it is now; empty: there is none any more
         */
        Observation run(Workload work, Supplier<Optional<Drill>> drill) throws InterruptedException;
    }
}
