package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What scaling-service observed and decided; the order is that of the registry. */
public sealed interface ScalingEvent extends Event
        permits ScalingEvent.ScaleRequested,
                ScalingEvent.AccessDenied,
                ChangeEvent,
                ScalingEvent.ScalePlanned,
                ScalingEvent.ScaleProgress,
                ScalingEvent.ScaleCompleted,
                ScalingEvent.ScaleSuperseded,
                ScalingEvent.ScaleFailed,
                ScalingEvent.ScaleRefused,
                ScalingEvent.SparesMissing,
                AutoscaleEvent {

    /**
     * A run was accepted and waits for the topology lock; carries the request as it was made.
     *
     * @param supersedes runs that must make way for it first
     */
    record ScaleRequested(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            Integer nodeCount,
            Sku sku,
            List<DatacenterName> deadDatacenters,
            Integer spareCount,
            List<String> supersedes)
            implements ScalingEvent {
        public ScaleRequested {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            deadDatacenters = Require.list("deadDatacenters", deadDatacenters);
            supersedes = Require.list("supersedes", supersedes);
        }
    }

    /**
     * The run planned its steps under this epoch.
     *
     * @param notes for people: what the plan forecasts, and what it leaves out on purpose
     * @param forecast from this plan to the verified ring; null where nothing is known to forecast from
     * @param ownership how even the datacenter is and will be, for each replication factor in it
     */
    record ScalePlanned(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            long epoch,
            List<PlannedStep> steps,
            List<String> notes,
            Duration forecast,
            List<Ownership> ownership)
            implements ScalingEvent {
        public ScalePlanned {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            steps = Require.list("steps", steps);
            notes = Require.list("notes", notes);
            ownership = Require.list("ownership", ownership);
        }
    }

    /**
     * A step of the run changed its state, or got further.
     *
     * @param nodes how far each node of the step is, as it was last told; empty where nothing was told
     * @param forecastLeft how long the rest of the run is expected to take; null: not known
     * @param bytesPerSecond streamed by all of the step's nodes together at the moment; null: not known
     */
    record ScaleProgress(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            String stepId,
            StepState state,
            int stepsDone,
            int stepsTotal,
            List<NodeProgress> nodes,
            Duration forecastLeft,
            Long bytesPerSecond)
            implements ScalingEvent {
        public ScaleProgress {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.text("stepId", stepId);
            Require.present("state", state);
            Require.notNegative("stepsDone", stepsDone);
            Require.notNegative("stepsTotal", stepsTotal);
            nodes = Require.list("nodes", nodes);
        }
    }

    /**
     * Every node Up/Normal, one schema version, answering CQL, data owned as planned: verified on the ring itself.
     *
     * @param took from the request to the verified ring, with the wait for the topology lock
     * @param forecast of the plan; null where there was none
     * @param measured what the forecast is to be compared with: from the plan to the verified ring
     * @param steps forecast and measured time of each step
     * @param unevenness how far the worst node is from even, measured on the verified ring; null where it was not
     */
    record ScaleCompleted(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            int nodeCount,
            Sku sku,
            List<String> nodes,
            Instant startedAt,
            Duration took,
            Duration forecast,
            Duration measured,
            List<StepTime> steps,
            Double unevenness)
            implements ScalingEvent {
        public ScaleCompleted {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("sku", sku);
            nodes = Require.notEmpty("nodes", nodes);
            Require.present("startedAt", startedAt);
            Require.present("took", took);
            steps = Require.list("steps", steps);
        }

        /** Without what the plan had forecast. */
        public ScaleCompleted(
                ClusterName cluster,
                DatacenterName datacenter,
                String runId,
                int nodeCount,
                Sku sku,
                List<String> nodes,
                Instant startedAt,
                Duration took) {
            this(cluster, datacenter, runId, nodeCount, sku, nodes, startedAt, took, null, null, List.of(), null);
        }
    }

    /**
     * The run made way for a newer one at a point where that was safe: no step in flight, throttles as before.
     *
     * @param by the run that goes on from here
     * @param stateReached what the datacenter is now
     */
    record ScaleSuperseded(ClusterName cluster, DatacenterName datacenter, String runId, String by, String stateReached)
            implements ScalingEvent {
        public ScaleSuperseded {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.text("by", by);
            Require.text("stateReached", stateReached);
        }
    }

    /** The run gave up; {@code stateReached} says what the datacenter is now. */
    record ScaleFailed(
            ClusterName cluster, DatacenterName datacenter, String runId, ProvisionError error, String stateReached)
            implements ScalingEvent {
        public ScaleFailed {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("error", error);
            Require.text("stateReached", stateReached);
        }
    }

    /** A command was not carried out. */
    record ScaleRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String runId)
            implements ScalingEvent, Refusal {
        public ScaleRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /**
     * Fewer spares answer than the datacenter is to keep, and nobody scales it: a run makes them.
     *
     * @param spareCount that it is to keep
     * @param answering of its prepared nodes
     * @param runId of the run that makes the others, as soon as nobody else scales the cluster
     */
    record SparesMissing(ClusterName cluster, DatacenterName datacenter, int spareCount, int answering, String runId)
            implements ScalingEvent {
        public SparesMissing {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.notNegative("spareCount", spareCount);
            Require.notNegative("answering", answering);
            Require.text("runId", runId);
        }
    }

    /** The gateway refused somebody; travels under {@link FailoverCommand#EVERY_CLUSTER} where the endpoint names no cluster. */
    record AccessDenied(ClusterName cluster, Denial denial) implements ScalingEvent {
        public AccessDenied {
            Require.present("cluster", cluster);
            Require.present("denial", denial);
        }
    }
}
