package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Ownership;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlan;
import dev.aeneas.scaling.run.Execution;
import dev.aeneas.scaling.run.Outcome;
import dev.aeneas.scaling.run.ScaleRun;
import dev.aeneas.scaling.run.StepRun;
import dev.aeneas.scaling.run.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as it is now.
 *
 * @param state Requested, Objecting, Surveying, Executing, Stopping, Verifying, Closing, Completed, Failed, Refused or Superseded
 * @param nodeCount as asked for; null: as it was
 * @param sku as asked for; null: as it was
 * @param requestedAt null in the moment before the run is opened
 * @param epoch of the topology lock; null before there is a plan
 * @param nodes names of all nodes once it is completed; null otherwise
 * @param error null unless it failed
 * @param stateReached what the datacenter is now, if it failed or was superseded; null otherwise
 * @param forecast of the whole plan; null: not known
 * @param forecastLeft until the ring is verified; null: not known, or over
 * @param measured what the forecast is to be compared with; null unless it is completed
 * @param ownership how far the worst node is from even, before and as planned
 * @param unevenness how far the worst node is from even, measured on the verified ring; null otherwise
 * @param supersededBy the run that it made way for; null otherwise
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
        Duration forecast,
        Duration forecastLeft,
        Duration measured,
        List<Ownership> ownership,
        Double unevenness,
        String supersededBy,
        List<Violation> violations) {

    /**
     * One step of it.
     *
     * @param attempts how often it was begun
     * @param forecast how long it takes by itself; null: not known
     * @param bytes that its busiest node moves; null: none, or not known
     */
    public record StepView(
            String stepId,
            StepRun.Phase phase,
            int attempts,
            String reason,
            List<String> after,
            TopologyStep step,
            Duration forecast,
            Long bytes,
            Instant startedAt,
            Instant endedAt) {}

    static RunView of(ScaleRun run, Instant now) {
        var demand = run.asked().demand();
        var execution = Optional.ofNullable(run.execution());
        var plan = execution.map(Execution::plan);
        var completed = outcome(run, Outcome.Completed.class);
        var failed = outcome(run, Outcome.Failed.class);
        var superseded = outcome(run, Outcome.Superseded.class);
        return new RunView(
                demand.runId(),
                demand.cluster(),
                demand.datacenter(),
                state(run),
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters(),
                run.asked().at(),
                execution.map(Execution::epoch).orElse(null),
                execution.map(RunView::steps).orElse(List.of()),
                plan.map(ScalePlan::notes).orElse(List.of()),
                completed.map(Outcome.Completed::verifiedAt).orElse(null),
                completed.map(Outcome.Completed::nodes).orElse(null),
                failed.map(Outcome.Failed::error).orElse(null),
                failed.map(Outcome.Failed::stateReached)
                        .or(() -> superseded.map(Outcome.Superseded::stateReached))
                        .orElse(null),
                plan.flatMap(ScalePlan::forecast).orElse(null),
                run.over() ? null : execution.flatMap(e -> e.forecastLeft(now)).orElse(null),
                completed.map(Outcome.Completed::times).map(Times::measured).orElse(null),
                plan.map(ScalePlan::ownership).orElse(List.of()),
                completed.map(Outcome.Completed::unevenness).orElse(null),
                superseded.map(Outcome.Superseded::by).orElse(null),
                outcome(run, Outcome.Refused.class)
                        .map(Outcome.Refused::violations)
                        .orElse(null));
    }

    private static <T extends Outcome> Optional<T> outcome(ScaleRun run, Class<T> type) {
        return Optional.ofNullable(run.outcome()).filter(type::isInstance).map(type::cast);
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
                null,
                null,
                null,
                List.of(),
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
                            planned.forecast(),
                            planned.bytes(),
                            step.startedAt(),
                            step.endedAt());
                })
                .toList();
    }
}
