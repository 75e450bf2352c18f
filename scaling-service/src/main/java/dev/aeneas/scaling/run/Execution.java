package dev.aeneas.scaling.run;

import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.scaling.plan.CriticalPath;
import dev.aeneas.scaling.plan.ScalePlan;
import dev.aeneas.scaling.run.StepRun.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A plan under way.
 *
 * @param epoch of the topology lock under which it was made
 * @param steps one for each planned step, in the plan's order
 */
public record Execution(long epoch, ScalePlan plan, List<StepRun> steps) {
    public Execution {
        steps = List.copyOf(steps);
    }

    static Execution of(long epoch, ScalePlan plan) {
        return new Execution(
                epoch,
                plan,
                plan.steps().stream()
                        .map(step -> StepRun.pending(step.stepId()))
                        .toList());
    }

    Execution with(StepRun changed) {
        return new Execution(
                epoch,
                plan,
                steps.stream()
                        .map(step -> step.stepId().equals(changed.stepId()) ? changed : step)
                        .toList());
    }

    /** The step that is waited for and that an answer concerns; an answer to one that ended concerns nobody. */
    Optional<StepRun> answered(long answerEpoch, String attemptId) {
        return steps.stream()
                .filter(step -> answerEpoch == epoch && step.concerns(attemptId))
                .filter(step -> step.is(Phase.IN_FLIGHT) || step.is(Phase.RETRYING))
                .findFirst();
    }

    /** Steps that nothing keeps waiting. */
    List<StepRun> ready() {
        return where(step -> step.is(Phase.PENDING)
                && plan.step(step.stepId()).after().stream().allMatch(id -> step(id).is(Phase.DONE)));
    }

    List<StepRun> inFlight() {
        return where(step -> step.is(Phase.IN_FLIGHT));
    }

    List<StepRun> where(Predicate<StepRun> condition) {
        return steps.stream().filter(condition).toList();
    }

    boolean allDone() {
        return steps.stream().allMatch(step -> step.is(Phase.DONE));
    }

    int done() {
        return where(step -> step.is(Phase.DONE)).size();
    }

    /** The step that puts the throttles back, where they were (or may have been) lifted and it did not end yet. */
    Optional<StepRun> throttlesToPutBack() {
        boolean lifted = plan.throttles(true)
                .filter(step -> !step(step.stepId()).is(Phase.PENDING))
                .isPresent();
        return plan.throttles(false).map(step -> step(step.stepId())).filter(step -> lifted && !step.ended());
    }

    /** Until the ring is verified, as far as the plan could forecast it; what takes longer than forecast ends at once. */
    public Optional<Duration> forecastLeft(Instant now) {
        return plan.forecast().map(all -> CriticalPath.of(
                        plan.steps(), step -> step(step.stepId()).left(step.forecast(), now))
                .plus(plan.verification()));
    }

    /** When the first step began; empty while there is none. */
    Optional<Instant> begunAt() {
        return steps.stream().map(StepRun::startedAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** When the last step ended; empty while there is none. */
    Optional<Instant> stepsEndedAt() {
        return steps.stream().map(StepRun::endedAt).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    Optional<Instant> wakeAt() {
        return steps.stream().flatMap(step -> step.wakeAt().stream()).min(Comparator.naturalOrder());
    }

    /** For people: what is done and what is not. */
    String stateReached() {
        return "%d of %d steps done (%s); not done: %s"
                .formatted(done(), steps.size(), names(Phase.DONE::equals), names(phase -> phase != Phase.DONE));
    }

    private String names(Predicate<Phase> phases) {
        var names = where(step -> phases.test(step.phase())).stream()
                .map(StepRun::stepId)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private StepRun step(String stepId) {
        return where(step -> step.stepId().equals(stepId)).get(0);
    }

    PlannedStep planned(StepRun step) {
        return plan.step(step.stepId());
    }
}
