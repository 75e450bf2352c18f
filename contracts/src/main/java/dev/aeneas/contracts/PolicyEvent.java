package dev.aeneas.contracts;

import java.time.Instant;
import java.util.List;

/** What a failover policy made of a loss beside a plain failover: who was asked, what was held back, and how a run was changed. */
public sealed interface PolicyEvent extends FailoverEvent {

    /** Somebody said that no failover begins by itself from now on: a person is asked instead. Runs that are open go on. */
    record FailoversStopped(ClusterName cluster, String reason) implements PolicyEvent {
        public FailoversStopped {
            Require.present("cluster", cluster);
            Require.text("reason", reason);
        }
    }

    /** Policies act again from now on; what was lost meanwhile is left to the person who was asked. */
    record FailoversResumed(ClusterName cluster, String reason) implements PolicyEvent {
        public FailoversResumed {
            Require.present("cluster", cluster);
            Require.text("reason", reason);
        }
    }

    /** A person has seen this failover: the next one need not wait for the block window. */
    record FailoverAcknowledged(ClusterName cluster, String runId, String by) implements PolicyEvent {
        public FailoverAcknowledged {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("by", by);
        }
    }

    /**
     * A failover will begin unless a hook vetoes it; clients have not moved yet.
     *
     * @param hooks names of those that are asked
     * @param until when the last of them will have answered or will not have
     */
    record FailoverProposed(ClusterName cluster, String region, String reason, List<String> hooks, Instant until)
            implements PolicyEvent {
        public FailoverProposed {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("reason", reason);
            hooks = Require.notEmpty("hooks", hooks);
            Require.present("until", until);
        }
    }

    /** A hook said no: nothing begins by itself; a person is asked. */
    record FailoverVetoed(ClusterName cluster, String region, String hook, String reason) implements PolicyEvent {
        public FailoverVetoed {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("hook", hook);
            Require.text("reason", reason);
        }
    }

    /** A hook gave no answer that could be used. */
    record HookFailed(ClusterName cluster, String hook, FailoverTerms.Moment moment, String reason)
            implements PolicyEvent {
        public HookFailed {
            Require.present("cluster", cluster);
            Require.text("hook", hook);
            Require.present("moment", moment);
            Require.text("reason", reason);
        }
    }

    /**
     * Plan B: the standby could not grow as asked, and something else is asked for.
     *
     * @param nodeCount what is asked for now
     * @param reason what became of the plan before, and what is tried instead
     */
    record FailoverPlanChanged(
            ClusterName cluster, String runId, DatacenterName datacenter, int nodeCount, Sku sku, String reason)
            implements PolicyEvent {
        public FailoverPlanChanged {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.present("datacenter", datacenter);
            Require.present("sku", sku);
            Require.text("reason", reason);
        }
    }

    /** The run does nothing more; clients stay where it led them, and growth stops at its next safe point. */
    record FailoverAborted(ClusterName cluster, String runId, String reason) implements PolicyEvent {
        public FailoverAborted {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("reason", reason);
        }
    }
}
