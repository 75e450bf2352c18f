package dev.aeneas.scaling.run;

import dev.aeneas.contracts.StepTime;
import dev.aeneas.scaling.forecast.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run took, beside what was forecast.
 *
 * @param forecast null where nothing was known to forecast from
 * @param measured from the first step to the verified ring
 */
public record Times(Duration forecast, Duration measured, List<StepTime> steps) {
    /** Nothing is learnt from a step that moved nobody knows how much. */
    private static final String UNKNOWN = "UNKNOWN";

    public Times {
        steps = List.copyOf(steps);
    }

    /** Null where there was nothing to do, and so nothing to learn. */
    static Times of(Asked asked, Execution execution, Instant verifiedAt) {
        if (execution.begunAt().isEmpty()) {
            return null;
        }
        var steps = new ArrayList<StepTime>();
        execution.steps().stream()
                .filter(step -> step.attempt() == 1 && step.startedAt() != null && step.endedAt() != null)
                .forEach(step -> steps.add(time(asked, execution, step)));
        var plan = execution.plan();
        steps.add(new StepTime(
                "verify",
                StepKind.VERIFY.name(),
                plan.nodes().size(),
                plan.verification(),
                Duration.between(execution.stepsEndedAt().orElse(verifiedAt), verifiedAt)));
        return new Times(
                plan.forecast().orElse(null),
                Duration.between(execution.begunAt().orElseThrow(), verifiedAt),
                steps);
    }

    private static StepTime time(Asked asked, Execution execution, StepRun run) {
        var planned = execution.planned(run);
        var kind = StepKind.of(planned.step(), asked.demand().emergency());
        long nodes = execution.plan().nodesOf(planned.step());
        boolean sizeUnknown = kind.movesBytes() ? planned.bytes() == null : nodes == 0;
        long amount = kind.movesBytes() && !sizeUnknown ? planned.bytes() : nodes;
        return new StepTime(
                run.stepId(),
                sizeUnknown ? UNKNOWN : kind.name(),
                amount,
                planned.forecast(),
                Duration.between(run.startedAt(), run.endedAt()));
    }
}
