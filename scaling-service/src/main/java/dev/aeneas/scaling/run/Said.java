package dev.aeneas.scaling.run;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ScalingCommand.SupersedeRun;
import dev.aeneas.contracts.ScalingEvent.ScalePlanned;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.StepState;
import dev.aeneas.scaling.plan.Demand;
import java.time.Instant;
import java.util.List;

/** The messages that a run sends. */
final class Said {
    private Said() {}

    static Message reserve(Demand demand) {
        return new ReserveTopology(demand.cluster(), demand.runId());
    }

    static Message release(Demand demand, long epoch) {
        return new ReleaseTopology(demand.cluster(), demand.runId(), epoch);
    }

    /** Asks an open run to make way. */
    static Message supersede(Demand demand, String runId) {
        return new SupersedeRun(demand.cluster(), runId, demand.runId());
    }

    static Message planned(Demand demand, Execution execution) {
        return new ScalePlanned(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                execution.epoch(),
                execution.plan().steps(),
                execution.plan().notes(),
                execution.plan().forecast().orElse(null),
                execution.plan().ownership());
    }

    static Message run(Demand demand, Execution execution, StepRun step) {
        return new RunTopologyStep(
                demand.cluster(),
                demand.runId(),
                execution.epoch(),
                step.attemptId(),
                execution.planned(step).step());
    }

    static Message progress(Demand demand, Execution execution, StepRun step, StepState state, Instant now) {
        return new ScaleProgress(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                step.stepId(),
                state,
                execution.done(),
                execution.steps().size(),
                List.of(),
                execution.forecastLeft(now).orElse(null),
                null);
    }
}
