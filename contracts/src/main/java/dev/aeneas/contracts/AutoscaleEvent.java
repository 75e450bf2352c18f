package dev.aeneas.contracts;

/** What became of a policy that lets a datacenter follow its load, and what it decides. */
public sealed interface AutoscaleEvent extends ScalingEvent {

    /** The datacenter follows its load from now on, within these bounds. */
    record AutoscalePolicySet(ClusterName cluster, DatacenterName datacenter, AutoscalePolicy policy)
            implements AutoscaleEvent {
        public AutoscalePolicySet {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.present("policy", policy);
        }
    }

    /** The datacenter follows its load no more: somebody said so, or it is gone. */
    record AutoscalePolicyDeleted(ClusterName cluster, DatacenterName datacenter) implements AutoscaleEvent {
        public AutoscalePolicyDeleted {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
        }
    }

    /**
     * What a policy made of the load; {@code HOLD} is said when its reason changes, never every time.
     *
     * @param reason one sentence for people, with the numbers that it rests on
     * @param measured what the nodes told; null where the decision does not rest on it
     * @param fromNodeCount nodes that own data now
     * @param toNodeCount the same as before for {@code HOLD}
     * @param runId of the run that carries the decision out, or that was refused or failed; null: none
     */
    record AutoscaleDecided(
            ClusterName cluster,
            DatacenterName datacenter,
            AutoscaleDecision decision,
            String reason,
            MeasuredLoad measured,
            int fromNodeCount,
            int toNodeCount,
            String runId)
            implements AutoscaleEvent {
        public AutoscaleDecided {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.present("decision", decision);
            Require.text("reason", reason);
            Require.notNegative("fromNodeCount", fromNodeCount);
            Require.notNegative("toNodeCount", toNodeCount);
        }
    }

    /**
     * How busy a datacenter is, by its nodes' own account.
     *
     * @param cpuPercent mean over the nodes that told it, each of its own cores; null: none did
     * @param loadBytes of the fullest node's tables
     * @param pendingCompactions of the node that has most of them waiting
     * @param nodesAnswered of {@code nodesTotal}
     */
    record MeasuredLoad(Double cpuPercent, long loadBytes, int pendingCompactions, int nodesAnswered, int nodesTotal) {
        public MeasuredLoad {
            Require.notNegative("loadBytes", loadBytes);
            Require.notNegative("pendingCompactions", pendingCompactions);
            Require.notNegative("nodesAnswered", nodesAnswered);
            Require.notNegative("nodesTotal", nodesTotal);
        }
    }

    /** What a policy decides: always a whole row of racks, or nothing. */
    enum AutoscaleDecision {
        GROW,
        SHRINK,
        HOLD
    }
}
