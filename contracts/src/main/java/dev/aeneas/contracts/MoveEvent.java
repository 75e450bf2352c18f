package dev.aeneas.contracts;

import java.time.Duration;
import java.util.List;

/** What became of a planned move of clients, or of the decision to stay where a failover led them. */
public sealed interface MoveEvent extends FailoverEvent {
    String runId();

    /**
     * A move began; clients are still at {@code from}.
     *
     * @param from where clients are; of {@code STAY} the returned datacenter
     * @param to where they will be; of {@code STAY} where they are and remain
     * @param note what a person should know, e.g. that a region was away for longer than hints are kept; null: nothing
     */
    record MoveStarted(
            ClusterName cluster, String runId, MoveKind kind, DatacenterName from, DatacenterName to, String note)
            implements MoveEvent {
        public MoveStarted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("kind", kind);
            Require.present("from", from);
            Require.present("to", to);
        }
    }

    /**
     * A move is in another phase, or in another round of the same.
     *
     * @param note what was seen; null: nothing to tell
     */
    record MoveProgressed(ClusterName cluster, String runId, MovePhase phase, String note) implements MoveEvent {
        public MoveProgressed {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("phase", phase);
        }
    }

    /** The region's quarantine is over: it was repaired, and may serve clients and be failed over to. */
    record QuarantineEnded(ClusterName cluster, String region, String runId) implements MoveEvent {
        public QuarantineEnded {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("runId", runId);
        }
    }

    /**
     * A move is through.
     *
     * @param datacenter where clients are
     * @param inSync whether the last validation found both datacenters equal; false: rows were written while they were compared
     */
    record MoveCompleted(
            ClusterName cluster, String runId, MoveKind kind, DatacenterName datacenter, boolean inSync, Duration took)
            implements MoveEvent {
        public MoveCompleted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("kind", kind);
            Require.present("datacenter", datacenter);
            Require.present("took", took);
        }
    }

    /**
     * A move ended before it was through, also by {@code AbortMove} or because a region was lost.
     *
     * @param datacenter where clients are
     */
    record MoveFailed(ClusterName cluster, String runId, DatacenterName datacenter, ProvisionError error)
            implements MoveEvent {
        public MoveFailed {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("datacenter", datacenter);
            Require.present("error", error);
        }
    }

    /** A command about a move was not carried out; clients stay where they are. */
    record MoveRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String runId)
            implements MoveEvent, Refusal {
        public MoveRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
            Require.text("runId", runId);
        }
    }

    /** Which way. */
    enum MoveKind {
        SWITCH_OVER,
        FAIL_BACK,
        STAY
    }

    /** In this order; those that a move does not need are left out. */
    enum MovePhase {
        /** The target grows to what serves now. */
        GROW,
        /** Both datacenters are repaired in full, and compared. */
        REPAIR,
        /** Clients are told to go. */
        SHIFT,
        /** What was acknowledged before clients went is brought after them. */
        DRAIN,
        /** What a failover grew becomes what it was. */
        SHRINK
    }
}
