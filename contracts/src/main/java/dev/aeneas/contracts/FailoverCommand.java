package dev.aeneas.contracts;

import java.time.Duration;

/** What failover-service can be asked for. */
public sealed interface FailoverCommand extends Command {
    /** Stands for all of them in what is about no single one; no cluster should be called so. */
    ClusterName EVERY_CLUSTER = new ClusterName("every_cluster");

    /**
     * Says what to do when the primary's region is lost.
     *
     * @param targetNodeCount what the standby grows to; null: as many as the primary has
     * @param targetSku the size it grows to; null: the primary's
     * @param onDegraded what follows when the primary's region is degraded, not lost; null reads as {@code ASK}
     * @param terms what it promises, allows and asks for; null reads as nothing
     */
    record SetFailoverPolicy(
            ClusterName cluster,
            Mode mode,
            DatacenterName primary,
            DatacenterName standby,
            Integer targetNodeCount,
            Sku targetSku,
            OnDegraded onDegraded,
            FailoverTerms terms)
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
            terms = terms == null ? FailoverTerms.NONE : terms;
        }

        /** A degraded region is a person's to decide on. */
        public SetFailoverPolicy(
                ClusterName cluster,
                Mode mode,
                DatacenterName primary,
                DatacenterName standby,
                Integer targetNodeCount,
                Sku targetSku) {
            this(cluster, mode, primary, standby, targetNodeCount, targetSku, null, null);
        }

        /** Promises nothing and asks nobody. */
        public SetFailoverPolicy(
                ClusterName cluster,
                Mode mode,
                DatacenterName primary,
                DatacenterName standby,
                Integer targetNodeCount,
                Sku targetSku,
                OnDegraded onDegraded) {
            this(cluster, mode, primary, standby, targetNodeCount, targetSku, onDegraded, null);
        }
    }

    /**
     * The stop switch: no failover of any cluster begins by itself until {@link ResumeFailovers}. A person's word still counts, and
     * runs that are open go on. It is about every cluster, and travels under the name {@link #EVERY_CLUSTER}.
     */
    record StopFailovers(String reason) implements FailoverCommand {
        public StopFailovers {
            Require.text("reason", reason);
        }

        @Override
        public ClusterName cluster() {
            return EVERY_CLUSTER;
        }
    }

    /** Takes {@link StopFailovers} back. */
    record ResumeFailovers(String reason) implements FailoverCommand {
        public ResumeFailovers {
            Require.text("reason", reason);
        }

        @Override
        public ClusterName cluster() {
            return EVERY_CLUSTER;
        }
    }

    /** Says that a person has seen a failover, so that the next one need not wait for the block window. */
    record AcknowledgeFailover(ClusterName cluster, String runId, String by) implements FailoverCommand {
        public AcknowledgeFailover {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("by", by);
        }
    }

    /** Ends an open run where it stands: growth stops at its next safe point, clients stay where they are. */
    record AbortFailover(ClusterName cluster, String runId, String reason) implements FailoverCommand {
        public AbortFailover {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("reason", reason);
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
     * @param workload whether Aeneas itself writes meanwhile, at the consistency that the policy promises, and counts what was lost; null
     *     reads as false: applications report what they measured
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
            Duration rpo,
            Boolean workload)
            implements FailoverCommand {
        /** Without a workload of its own. */
        public StartDrill(
                ClusterName cluster,
                String drillId,
                String region,
                FaultKind by,
                Boolean dry,
                Duration maxDuration,
                Duration hold,
                Boolean failBack,
                Duration rto,
                Duration rpo) {
            this(cluster, drillId, region, by, dry, maxDuration, hold, failBack, rto, rpo, null);
        }

        public StartDrill {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.identifier("region", region);
            by = by == null ? FaultKind.KILL : by;
            dry = dry != null && dry;
            maxDuration = maxDuration == null ? Duration.ofMinutes(15) : maxDuration;
            hold = hold == null ? Duration.ofSeconds(10) : hold;
            failBack = failBack == null || failBack;
            workload = workload != null && workload;
            if (maxDuration.compareTo(Duration.ofSeconds(10)) < 0 || maxDuration.compareTo(Duration.ofHours(4)) > 0) {
                throw new InvalidField("maxDuration", "must be from PT10S to PT4H; was " + maxDuration);
            }
            if (hold.isNegative() || hold.compareTo(maxDuration) >= 0) {
                throw new InvalidField("hold", "must be shorter than maxDuration; was " + hold);
            }
        }
    }

    /**
     * Creates or replaces a schedule of drills; what holds at its due time decides whether one begins.
     *
     * @param cronExpression five Unix fields
     * @param timeZone IANA name; null reads as UTC
     * @param drill what is begun; its id is made of the schedule's name and the due time, whatever it says
     */
    record PutDrillSchedule(
            ClusterName cluster, String scheduleName, String cronExpression, String timeZone, StartDrill drill)
            implements FailoverCommand {
        public PutDrillSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.text("cronExpression", cronExpression);
            timeZone = timeZone == null ? "UTC" : timeZone;
            Require.present("drill", drill);
        }
    }

    /** Lets due times pass until it is resumed. */
    record PauseDrillSchedule(ClusterName cluster, String scheduleName) implements FailoverCommand {
        public PauseDrillSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Goes on from the next due time. */
    record ResumeDrillSchedule(ClusterName cluster, String scheduleName) implements FailoverCommand {
        public ResumeDrillSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Removes a schedule; a drill that runs goes on. */
    record DeleteDrillSchedule(ClusterName cluster, String scheduleName) implements FailoverCommand {
        public DeleteDrillSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
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
