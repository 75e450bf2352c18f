package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Work;
import java.util.Optional;

/**
 * An application of Aeneas's own for the length of a drill: it writes as clients would, all along, and counts what it does not find again, once
 * the failover is through and once more when the drill is over.
 */
public record Workload(ClusterName cluster, String drillId) implements Work {
    @Override
    public String key() {
        return "workload-" + drillId;
    }

    /**
     * How far it is.
     *
     * @param count null: nothing was counted just now
     */
    public record Wrote(String drillId, Acknowledged written, RowCount count) {}

    /** The drill that rows are written for. */
    public interface Watched {
        /** As it is now; empty: there is none any more. */
        Optional<Drill> now();

        /** Leaves behind what another replica needs to go on, if it can. */
        void tell(Acknowledged written);

        void tell(Acknowledged written, RowCount count);
    }

    /** Writes while the drill wants it, and counts when it does, where clients are. */
    @FunctionalInterface
    public interface RunWorkload {
        /**
         * Runs until the drill wants nothing more.
         *
         * @return what was acknowledged
         */
        Acknowledged run(Workload work, Watched drill) throws InterruptedException;
    }
}
