package dev.aeneas.contracts;

import java.util.List;

/** What scaling-service can be asked for. */
public sealed interface ScalingCommand extends Command {

    /**
     * Brings a datacenter to a node count and a size.
     *
     * @param runId chosen by whoever asks, so that asking again is harmless; null: the message's id
     * @param nodeCount null: as it is
     * @param sku null: as it is
     * @param deadDatacenters whose nodes nobody waits for; empty in quiet times
     * @param spareCount nodes to keep prepared and not joined; null: as it is
     */
    record ScaleDatacenter(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            Integer nodeCount,
            Sku sku,
            List<DatacenterName> deadDatacenters,
            Integer spareCount)
            implements ScalingCommand {
        public ScaleDatacenter {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            if (nodeCount == null && sku == null && spareCount == null) {
                throw new InvalidField("nodeCount", "or sku or spareCount is required");
            }
            if (nodeCount != null) {
                Require.between("nodeCount", 1, 1000, nodeCount);
            }
            if (spareCount != null) {
                Require.between("spareCount", 0, 100, spareCount);
            }
            deadDatacenters = Require.list("deadDatacenters", deadDatacenters);
        }

        /** Leaves the spares as they are. */
        public ScaleDatacenter(
                ClusterName cluster,
                DatacenterName datacenter,
                String runId,
                Integer nodeCount,
                Sku sku,
                List<DatacenterName> deadDatacenters) {
            this(cluster, datacenter, runId, nodeCount, sku, deadDatacenters, null);
        }
    }

    /**
     * Makes an open run stop at its next safe point, so that another one goes on from there.
     *
     * @param by the run that waits for it
     */
    record SupersedeRun(ClusterName cluster, String runId, String by) implements ScalingCommand {
        public SupersedeRun {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
            Require.text("by", by);
        }
    }

    /**
     * Changes the nodes of a datacenter, not their number.
     *
     * @param runId chosen by whoever asks, so that asking again is harmless; null: the message's id
     */
    record ChangeNodes(ClusterName cluster, DatacenterName datacenter, String runId, NodeChange change)
            implements ScalingCommand {
        public ChangeNodes {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.present("change", change);
        }
    }

    /** Goes on with a rolling change that stopped: a new run does what is left, beginning with the rack that failed. */
    record ResumeRun(ClusterName cluster, String runId) implements ScalingCommand {
        public ResumeRun {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
        }
    }

    /** Takes a rolling change back: a new run gives every node what it had before, beginning with the rack that failed. */
    record RollBackRun(ClusterName cluster, String runId) implements ScalingCommand {
        public RollBackRun {
            Require.present("cluster", cluster);
            Require.text("runId", runId);
        }
    }

    /**
     * Lets a datacenter follow its load, or replaces how it does; nothing follows anything before.
     *
     * @param policy checked against the datacenter by scaling-service, which names every rule that it breaks
     */
    record SetAutoscalePolicy(ClusterName cluster, DatacenterName datacenter, AutoscalePolicy policy)
            implements ScalingCommand {
        public SetAutoscalePolicy {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.present("policy", policy);
        }
    }

    /** Leaves the datacenter as it is from now on; a run that is open goes on. */
    record DeleteAutoscalePolicy(ClusterName cluster, DatacenterName datacenter) implements ScalingCommand {
        public DeleteAutoscalePolicy {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
        }
    }
}
