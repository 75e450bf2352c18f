package dev.aeneas.contracts;

import java.time.Duration;

/** What failover-service can be asked for. */
public sealed interface FailoverCommand extends Command {

    /**
     * Says what to do when the primary's region is lost.
     *
     * @param targetNodeCount what the standby grows to; null: as many as the primary has
     * @param targetSku the size it grows to; null: the primary's
     * @param onDegraded what follows when the primary's region is degraded, not lost; null reads as {@code ASK}
     */
    record SetFailoverPolicy(
            ClusterName cluster,
            Mode mode,
            DatacenterName primary,
            DatacenterName standby,
            Integer targetNodeCount,
            Sku targetSku,
            OnDegraded onDegraded)
            implements FailoverCommand {
        public SetFailoverPolicy {
            Require.present("cluster", cluster);
            Require.present("mode", mode);
            Require.present("primary", primary);
            Require.present("standby", standby);
            if (primary.equals(standby)) {
                throw new InvalidField("standby", "must be another datacenter than primary");
            }
            if (targetNodeCount != null) {
                Require.between("targetNodeCount", 1, 1000, targetNodeCount);
            }
            onDegraded = onDegraded == null ? OnDegraded.ASK : onDegraded;
        }

        /** A degraded region is a person's to decide on. */
        public SetFailoverPolicy(
                ClusterName cluster,
                Mode mode,
                DatacenterName primary,
                DatacenterName standby,
                Integer targetNodeCount,
                Sku targetSku) {
            this(cluster, mode, primary, standby, targetNodeCount, targetSku, null);
        }
    }

    /** Fails over now, on a person's or a tool's word: also without votes, but never to a standby that is down. */
    record FailOver(ClusterName cluster, String region, String reason) implements FailoverCommand {
        public FailOver {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("reason", reason);
        }
    }

    /**
     * Moves clients to another datacenter without loss, on purpose: the policy's primary and standby swap their roles.
     *
     * @param to the policy's other datacenter; null reads as that
     */
    record SwitchOver(ClusterName cluster, String runId, DatacenterName to) implements FailoverCommand {
        public SwitchOver {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
        }
    }

    /**
     * Moves clients back to the policy's primary after a failover, without loss, and ends the quarantine of its region.
     *
     * @param shrink whether the standby becomes what it was before the failover grew it; null reads as true
     */
    record FailBack(ClusterName cluster, String runId, Boolean shrink) implements FailoverCommand {
        public FailBack {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            shrink = shrink == null || shrink;
        }
    }

    /** Makes the datacenter that a failover led clients to the primary, and the returned one, once repaired, its standby. */
    record StayHere(ClusterName cluster, String runId) implements FailoverCommand {
        public StayHere {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
        }
    }

    /** Ends a move while clients are still where they were; afterwards it is refused. */
    record AbortMove(ClusterName cluster, String runId, String reason) implements FailoverCommand {
        public AbortMove {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("reason", reason);
        }
    }

    /**
     * Rehearses the loss of a region: it is lost on purpose, and what then happens is what would happen.
     *
     * @param by null reads as {@code KILL}
     * @param dry touches nothing: says what would happen, and how long it would take; null reads as false
     * @param maxDuration until the region is given back, whatever happens; null reads as 15 minutes
     * @param hold how long everything must stay well before the region is given back; null reads as 10 s
     * @param failBack whether clients go back at the end; null reads as true
     * @param rto what was promised, which the verdict is about; null: nothing was
     * @param rpo as {@code rto}
     */
    record StartDrill(
            ClusterName cluster,
            String drillId,
            String region,
            FaultKind by,
            Boolean dry,
            Duration maxDuration,
            Duration hold,
            Boolean failBack,
            Duration rto,
            Duration rpo)
            implements FailoverCommand {
        public StartDrill {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.identifier("region", region);
            by = by == null ? FaultKind.KILL : by;
            dry = dry != null && dry;
            maxDuration = maxDuration == null ? Duration.ofMinutes(15) : maxDuration;
            hold = hold == null ? Duration.ofSeconds(10) : hold;
            failBack = failBack == null || failBack;
            if (maxDuration.compareTo(Duration.ofSeconds(10)) < 0 || maxDuration.compareTo(Duration.ofHours(4)) > 0) {
                throw new InvalidField("maxDuration", "must be from PT10S to PT4H; was " + maxDuration);
            }
            if (hold.isNegative() || hold.compareTo(maxDuration) >= 0) {
                throw new InvalidField("hold", "must be shorter than maxDuration; was " + hold);
            }
        }
    }

    /** Ends a drill now: the region is given back, whatever the drill was about. */
    record AbortDrill(ClusterName cluster, String drillId, String reason) implements FailoverCommand {
        public AbortDrill {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("reason", reason);
        }
    }

    /**
     * What an application measured while a drill ran; a later word of the same source replaces the earlier one.
     *
     * @param source who measured
     * @param outage the longest time without an acknowledged write; null: not measured
     * @param acknowledged writes that were acknowledged
     * @param lost those of them that could not be read where clients are afterwards; null: not counted
     * @param oldestLost when the first of them was acknowledged before the loss, as the measured RPO; null: none, or not known
     */
    record ReportDrillObservation(
            ClusterName cluster,
            String drillId,
            String source,
            Duration outage,
            long acknowledged,
            Long lost,
            Duration oldestLost)
            implements FailoverCommand {
        public ReportDrillObservation {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("source", source);
            Require.notNegative("acknowledged", acknowledged);
            if (lost != null) {
                Require.notNegative("lost", lost);
            }
        }
    }

    /** Who decides: nobody, a person, or Aeneas. */
    enum Mode {
        OFF,
        ASK,
        AUTOMATIC
    }

    /** What a region that answers but serves no writes leads to; {@code FAILOVER} only under {@link Mode#AUTOMATIC}. */
    enum OnDegraded {
        IGNORE,
        ASK,
        FAILOVER
    }
}
