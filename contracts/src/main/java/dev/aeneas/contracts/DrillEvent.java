package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of a rehearsal. */
public sealed interface DrillEvent extends FailoverEvent {
    String drillId();

    /**
     * A drill began; it looks first whether it may.
     *
     * @param endsAt when the region is given back at the latest
     */
    record DrillStarted(ClusterName cluster, String drillId, String region, FaultKind by, boolean dry, Instant endsAt)
            implements DrillEvent {
        public DrillStarted {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.identifier("region", region);
            Require.present("by", by);
            Require.present("endsAt", endsAt);
        }
    }

    /** A drill is in another phase. */
    record DrillProgressed(ClusterName cluster, String drillId, String phase) implements DrillEvent {
        public DrillProgressed {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("phase", phase);
        }
    }

    /**
     * A drill is over, and the region is back.
     *
     * @param sentence the verdict in words, with its reasons
     * @param detection from the loss to {@code RegionDown}; null: it never came, or the drill was dry
     * @param rto from the last answer of the lost region to restored capacity; null: it never was, or the drill was dry
     * @param rpo how far back writes were lost, by whoever saw the worst of it: the observers, Aeneas's own rows, applications; null: nobody
     *     has measured it
     */
    record DrillCompleted(
            ClusterName cluster,
            String drillId,
            DrillVerdict verdict,
            String sentence,
            Duration detection,
            Duration rto,
            Duration rpo)
            implements DrillEvent {
        public DrillCompleted {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.present("verdict", verdict);
            Require.text("sentence", sentence);
        }
    }

    /** A drill was ended before its time; the region is back. */
    record DrillAborted(ClusterName cluster, String drillId, String reason) implements DrillEvent {
        public DrillAborted {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("reason", reason);
        }
    }

    /**
     * A drill was not begun, or a command about one not carried out; nothing was lost.
     *
     * @param drillId null where the command named none that is known
     */
    record DrillRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String drillId)
            implements DrillEvent, Refusal {
        public DrillRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /** What a drill has shown. */
    enum DrillVerdict {
        /** Everything that was promised was kept. */
        PASSED,
        /** Clients were served again, later or with more lost than promised. */
        MISSED,
        /** No failover came, or it did not end well. */
        FAILED,
        /** Dry: it would begin. */
        WOULD_RUN
    }
}
