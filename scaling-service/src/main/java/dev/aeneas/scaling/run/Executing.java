package dev.aeneas.scaling.run;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.platform.process.Decision;
import java.time.Instant;
import java.util.Optional;

/** Carries the plan out: every step that nothing keeps waiting is in flight. */
record Executing(Asked asked, Execution execution) implements ScaleRun {
    private static final String RUN_STEP = MessageTypes.nameOf(RunTopologyStep.class);

    /** Starts what can be started; goes on to verify when everything is done, and stops when something cannot be done. */
    static Decision<ScaleRun> goOn(Asked asked, StepMoves moves, Turn turn) {
        if (moves.error().isPresent()) {
            return Stopping.because(asked, moves, moves.error().get(), turn);
        }
        moves.execution().ready().forEach(moves::start);
        var next = moves.execution().allDone()
                ? Verifying.of(asked, moves.execution(), 1, turn)
                : new Executing(asked, moves.execution());
        return ScaleRun.to(next, moves.messages());
    }

    @Override
    public Decision<ScaleRun> stepCompleted(TopologyStepCompleted event, Turn turn) {
        var moves = moves(turn);
        execution.answered(event.epoch(), event.stepId()).ifPresent(moves::completed);
        return goOn(asked, moves, turn);
    }

    @Override
    public Decision<ScaleRun> stepFailed(TopologyStepFailed event, Turn turn) {
        var moves = moves(turn);
        execution
                .answered(event.epoch(), event.stepId())
                .filter(step -> step.failedWith(event.stepId()))
                .ifPresent(step -> moves.failed(step, event.error()));
        return goOn(asked, moves, turn);
    }

    /** The lock is not ours any more, or the step makes no sense to the provider: either way nothing more is started. */
    @Override
    public Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        if (!event.command().equals(RUN_STEP)) {
            return Decision.of(this);
        }
        var why = new ProvisionError(
                "StepRefused",
                Planning.sentence(event),
                asked.demand().datacenter().value());
        var moves = moves(turn);
        execution.inFlight().forEach(step -> moves.giveUp(step, why));
        return Stopping.because(asked, moves, why, turn);
    }

    /** What is in flight goes on to its end, and nothing else is started. */
    @Override
    public Decision<ScaleRun> supersede(String by, Turn turn) {
        return Stopping.superseded(asked, moves(turn), by, turn);
    }

    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        var moves = moves(turn);
        moves.timePasses();
        return goOn(asked, moves, turn);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return execution.wakeAt();
    }

    private StepMoves moves(Turn turn) {
        return new StepMoves(asked.demand(), execution, turn);
    }
}
