package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What scaling-service observed and decided. */
public sealed interface ScalingEvent extends Event {

    /** A run was accepted and waits for the topology lock; carries the request as it was made. */
    record ScaleRequested(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            Integer nodeCount,
            Sku sku,
            List<DatacenterName> deadDatacenters)
            implements ScalingEvent {
        public ScaleRequested {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            deadDatacenters = Require.list("deadDatacenters", deadDatacenters);
        }
    }

    /**
     * The run planned its steps under this epoch.
     *
     * @param notes for people: what the plan forecasts, and what it leaves out on purpose
     */
    record ScalePlanned(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            long epoch,
            List<PlannedStep> steps,
            List<String> notes)
            implements ScalingEvent {
        public ScalePlanned {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.notNegative("epoch", epoch);
            steps = Require.list("steps", steps);
            notes = Require.list("notes", notes);
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

    /** Every node Up/Normal, one schema version, answering CQL, data owned as planned: verified on the ring itself. */
    record ScaleCompleted(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            int nodeCount,
            Sku sku,
            List<String> nodes,
            Instant startedAt,
            Duration took)
            implements ScalingEvent {
        public ScaleCompleted {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.text("runId", runId);
            Require.present("sku", sku);
            nodes = Require.notEmpty("nodes", nodes);
            Require.present("startedAt", startedAt);
            Require.present("took", took);
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
     * One step of a plan, with the reason for it.
     *
     * @param after ids of the steps that must be completed before; steps that wait for the same ones run concurrently
     */
    record PlannedStep(String stepId, TopologyStep step, String reason, List<String> after) {
        public PlannedStep {
            Require.text("stepId", stepId);
            Require.present("step", step);
            Require.text("reason", reason);
            after = Require.list("after", after);
        }
    }

    /** Where a step is. */
    enum StepState {
        STARTED,
        COMPLETED,
        FAILED
    }
}
