package dev.aeneas.contracts;

import java.time.Duration;

/** What becomes of a run that changes nodes: another configuration or version, a dead node replaced or removed. */
public sealed interface ChangeEvent extends ScalingEvent {

    /** A run that changes nodes was accepted and waits for the topology lock; carries the request as it was made. */
    record ChangeRequested(ClusterName cluster, DatacenterName datacenter, String runId, NodeChange change)
            implements ChangeEvent {
        public ChangeRequested {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("change", change);
        }
    }

    /** Every step of the change is done, each verified in the view of every living node of the datacenter. */
    record ChangeCompleted(ClusterName cluster, DatacenterName datacenter, String runId, Duration took)
            implements ChangeEvent {
        public ChangeCompleted {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("took", took);
        }
    }

    /**
     * The change stopped and gave the topology lock back; it can be resumed, and a rolling one rolled back.
     *
     * @param stateReached what is done and what is not
     */
    record ChangeStopped(
            ClusterName cluster, DatacenterName datacenter, String runId, ProvisionError error, String stateReached)
            implements ChangeEvent {
        public ChangeStopped {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("error", error);
            Require.text("stateReached", stateReached);
        }
    }
}
