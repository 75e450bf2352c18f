package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.run.Execution;
import dev.aeneas.scaling.run.Outcome;
import dev.aeneas.scaling.run.ScaleRun;
import dev.aeneas.scaling.run.StepRun;
import java.time.Instant;
import java.util.List;

/**
 * A run as it is now.
 *
 * @param state Requested, Surveying, Executing, Stopping, Verifying, Closing, Completed, Failed or Refused
 * @param nodeCount as asked for; null: as it was
 * @param sku as asked for; null: as it was
 * @param requestedAt null in the moment before the run is opened
 * @param epoch of the topology lock; null before there is a plan
 * @param nodes names of all nodes once it is completed; null otherwise
 * @param error null unless it failed
 * @param stateReached what the datacenter is now, if it failed; null otherwise
 * @param violations every broken rule, if it was refused; null otherwise
 */
public record RunView(
        String runId,
        ClusterName cluster,
        DatacenterName datacenter,
        String state,
        Integer nodeCount,
        Sku sku,
        List<DatacenterName> deadDatacenters,
        Instant requestedAt,
        Long epoch,
        List<StepView> steps,
        List<String> notes,
        Instant verifiedAt,
        List<String> nodes,
        ProvisionError error,
        String stateReached,
        List<Violation> violations) {

    /**
     * One step of it.
     *
     * @param attempts how often it was begun
     */
    public record StepView(
            String stepId,
            StepRun.Phase phase,
            int attempts,
            String reason,
            List<String> after,
            TopologyStep step,
            Instant startedAt,
            Instant endedAt) {}

    static RunView of(ScaleRun run) {
        var demand = run.asked().demand();
        var completed = run.outcome() instanceof Outcome.Completed some ? some : null;
        var failed = run.outcome() instanceof Outcome.Failed some ? some : null;
        var refused = run.outcome() instanceof Outcome.Refused some ? some : null;
        return new RunView(
                demand.runId(),
                demand.cluster(),
                demand.datacenter(),
                state(run),
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters(),
                run.asked().at(),
                run.execution() == null ? null : run.execution().epoch(),
                run.execution() == null ? List.of() : steps(run.execution()),
                run.execution() == null ? List.of() : run.execution().plan().notes(),
                completed == null ? null : completed.verifiedAt(),
                completed == null ? null : completed.nodes(),
                failed == null ? null : failed.error(),
                failed == null ? null : failed.stateReached(),
                refused == null ? null : refused.violations());
    }

    static RunView admitted(Demand demand) {
        return new RunView(
                demand.runId(),
                demand.cluster(),
                demand.datacenter(),
                "Requested",
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    private static String state(ScaleRun run) {
        return (run.over() ? run.outcome() : run).getClass().getSimpleName();
    }

    private static List<StepView> steps(Execution execution) {
        return execution.steps().stream()
                .map(step -> {
                    var planned = execution.plan().step(step.stepId());
                    return new StepView(
                            step.stepId(),
                            step.phase(),
                            step.attempt(),
                            planned.reason(),
                            planned.after(),
                            planned.step(),
                            step.startedAt(),
                            step.endedAt());
                })
                .toList();
    }
}
