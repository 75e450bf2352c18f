package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What failover-service observed and decided. */
public sealed interface FailoverEvent extends Event
        permits FailoverEvent.FailoverPolicyChanged,
                FailoverEvent.AccessDenied,
                FailoverEvent.RegionSuspected,
                FailoverEvent.RegionDown,
                FailoverEvent.RegionDegraded,
                FailoverEvent.RegionRecovered,
                FailoverEvent.FailoverStarted,
                FailoverEvent.TrafficShifted,
                FailoverEvent.CapacityRestored,
                FailoverEvent.ConsistencyRestored,
                FailoverEvent.FailoverCompleted,
                FailoverEvent.FailoverFailed,
                FailoverEvent.FailoverMeasured,
                FailoverEvent.FailoverDecisionNeeded,
                FailoverEvent.FailoverRefused,
                PolicyEvent,
                ReadinessEvent,
                DrillEvent,
                DrillScheduleEvent,
                MoveEvent {

    /**
     * The policy is as it says now.
     *
     * @param terms null reads as nothing
     */
    record FailoverPolicyChanged(
            ClusterName cluster,
            FailoverCommand.Mode mode,
            DatacenterName primary,
            DatacenterName standby,
            FailoverTerms terms)
            implements FailoverEvent {
        public FailoverPolicyChanged {
            Require.present("cluster", cluster);
            Require.present("mode", mode);
            Require.present("primary", primary);
            Require.present("standby", standby);
            terms = terms == null ? FailoverTerms.NONE : terms;
        }

        /** Without terms. */
        public FailoverPolicyChanged(
                ClusterName cluster, FailoverCommand.Mode mode, DatacenterName primary, DatacenterName standby) {
            this(cluster, mode, primary, standby, null);
        }
    }

    /** Some vantage points no longer reach the region; no quorum yet. */
    record RegionSuspected(ClusterName cluster, String region, List<Vote> votes) implements FailoverEvent {
        public RegionSuspected {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            votes = Require.notEmpty("votes", votes);
        }
    }

    /**
     * A quorum of independent vantage points, or the database's own gossip, says that the region is gone.
     *
     * @param since of the first last answer among the votes that decided: from then on the region may have been lost
     */
    record RegionDown(
            ClusterName cluster, String region, List<DatacenterName> datacenters, Instant since, List<Vote> votes)
            implements FailoverEvent {
        public RegionDown {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            datacenters = Require.notEmpty("datacenters", datacenters);
            Require.present("since", since);
            votes = Require.list("votes", votes);
        }
    }

    /**
     * Gray: nodes answer, and a quorum of independent vantage points says that writes fail or crawl.
     *
     * @param since of the first last good write among the votes that decided
     * @param datacenters the impaired ones
     * @param reason what went wrong, for people
     */
    record RegionDegraded(
            ClusterName cluster,
            String region,
            List<DatacenterName> datacenters,
            Instant since,
            String reason,
            List<Vote> votes)
            implements FailoverEvent {
        public RegionDegraded {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            datacenters = Require.notEmpty("datacenters", datacenters);
            Require.present("since", since);
            Require.text("reason", reason);
            votes = Require.list("votes", votes);
        }
    }

    /**
     * A suspicion passed, a degraded region serves again, or one that was down answers again: that one stays quarantined
     * until failback.
     */
    record RegionRecovered(ClusterName cluster, String region, List<Vote> votes) implements FailoverEvent {
        public RegionRecovered {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            votes = Require.list("votes", votes);
        }
    }

    /** A failover run opened; whatever an older epoch still does is refused. */
    record FailoverStarted(
            ClusterName cluster, String runId, long epoch, String region, DatacenterName from, DatacenterName to)
            implements FailoverEvent {
        public FailoverStarted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.identifier("region", region);
            Require.present("from", from);
            Require.present("to", to);
        }
    }

    /**
     * Clients belong to this datacenter from now on.
     *
     * @param epoch of two, the higher one is the newer
     * @param contactPoints addresses of the datacenter's nodes
     * @param consistency levels to step down to where those in use need every datacenter; null: none has to be
     */
    record TrafficShifted(
            ClusterName cluster,
            String runId,
            long epoch,
            DatacenterName from,
            DatacenterName to,
            List<String> contactPoints,
            FailoverTerms.Levels consistency)
            implements FailoverEvent {
        public TrafficShifted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            Require.present("from", from);
            Require.present("to", to);
            contactPoints = Require.notEmpty("contactPoints", contactPoints);
        }

        /** Levels stay as they are. */
        public TrafficShifted(
                ClusterName cluster,
                String runId,
                long epoch,
                DatacenterName from,
                DatacenterName to,
                List<String> contactPoints) {
            this(cluster, runId, epoch, from, to, contactPoints, null);
        }
    }

    /**
     * The standby has the capacity that the policy promised, or that the last {@link PolicyEvent.FailoverPlanChanged} asked for: as
     * verified by scaling.
     */
    record CapacityRestored(
            ClusterName cluster, String runId, DatacenterName datacenter, int nodeCount, Sku sku, Duration sinceDown)
            implements FailoverEvent {
        public CapacityRestored {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("datacenter", datacenter);
            Require.present("sku", sku);
            Require.present("sinceDown", sinceDown);
        }
    }

    /**
     * Repair inside the surviving datacenter is through: what was acknowledged there is readable at LOCAL_QUORUM.
     *
     * @param consistency levels that clients still step down to; null: none has to be, they use their own again
     */
    record ConsistencyRestored(
            ClusterName cluster,
            String runId,
            DatacenterName datacenter,
            Duration sinceDown,
            FailoverTerms.Levels consistency)
            implements FailoverEvent {
        public ConsistencyRestored {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("datacenter", datacenter);
            Require.present("sinceDown", sinceDown);
        }

        /** Clients use their own levels. */
        public ConsistencyRestored(ClusterName cluster, String runId, DatacenterName datacenter, Duration sinceDown) {
            this(cluster, runId, datacenter, sinceDown, null);
        }
    }

    /**
     * The run is through.
     *
     * @param rto from the last moment that the lost region was seen alive to restored capacity
     */
    record FailoverCompleted(ClusterName cluster, String runId, long epoch, Duration rto) implements FailoverEvent {
        public FailoverCompleted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("rto", rto);
        }
    }

    /** The run gave up; clients stay where {@link TrafficShifted} sent them. */
    record FailoverFailed(ClusterName cluster, String runId, ProvisionError error) implements FailoverEvent {
        public FailoverFailed {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("error", error);
        }
    }

    /**
     * What the rows that observers write all the time tell of a failover, as a client that follows the routing would have met it.
     *
     * @param lastWriteAt of the last one acknowledged where clients were; null: none ever was
     * @param firstWriteAt of the first one acknowledged where clients belong now, after they were told to go there
     * @param outage from the one to the other; zero: the old place still served; null: not known
     * @param newestSeenAt of the newest one from the old place that is found at the new one; null: none is, or nobody looked
     * @param rpo from {@code newestSeenAt} to the last write of the observer that lost most: no older write was lost of those
     *     sampled, and how much of younger ones is told by the application only; null: not known
     * @param lagBefore the replication lag as last measured while the old place still served; null: not known
     */
    record FailoverMeasured(
            ClusterName cluster,
            String runId,
            DatacenterName from,
            DatacenterName to,
            Instant lastWriteAt,
            Instant firstWriteAt,
            Duration outage,
            Instant newestSeenAt,
            Duration rpo,
            Duration lagBefore)
            implements FailoverEvent {
        public FailoverMeasured {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("from", from);
            Require.present("to", to);
            Require.present("firstWriteAt", firstWriteAt);
        }
    }

    /** The region is down, and a person has to say what next. */
    record FailoverDecisionNeeded(ClusterName cluster, String region, String reason) implements FailoverEvent {
        public FailoverDecisionNeeded {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("reason", reason);
        }
    }

    /** A command was not carried out. */
    record FailoverRefused(ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations)
            implements FailoverEvent, Refusal {
        public FailoverRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /**
     * What one vantage point says of a region.
     *
     * @param observer name of the vantage point
     * @param reachable whether any node there answered its last probes
     * @param since of the last answer that it got there
     */
    record Vote(String observer, boolean reachable, Instant since) {
        public Vote {
            Require.text("observer", observer);
            Require.present("since", since);
        }
    }

    /** The gateway refused somebody; travels under {@link FailoverCommand#EVERY_CLUSTER} where the endpoint names no cluster. */
    record AccessDenied(ClusterName cluster, Denial denial) implements FailoverEvent {
        public AccessDenied {
            Require.present("cluster", cluster);
            Require.present("denial", denial);
        }
    }
}
