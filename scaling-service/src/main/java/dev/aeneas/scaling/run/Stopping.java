package dev.aeneas.scaling.run;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.StepRun.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Nothing more is started: waits for what is in flight, puts the throttles back, and gives the lock back.
 *
 * @param supersededBy the run that this one makes way for; null: something could not be done
 */
record Stopping(Asked asked, Execution execution, ProvisionError error, String supersededBy) implements ScaleRun {
    private static final String RUN_STEP = MessageTypes.nameOf(RunTopologyStep.class);

    static Decision<ScaleRun> because(Asked asked, StepMoves moves, ProvisionError error, Turn turn) {
        return new Stopping(asked, moves.execution(), error, null).goOn(moves, turn);
    }

    static Decision<ScaleRun> superseded(Asked asked, StepMoves moves, String by, Turn turn) {
        var why = new ProvisionError(
                "Superseded",
                "Run " + by + " was asked for",
                asked.demand().datacenter().value());
        return new Stopping(asked, moves.execution(), why, by).goOn(moves, turn);
    }

    private Decision<ScaleRun> goOn(StepMoves moves, Turn turn) {
        var putBack = moves.execution().throttlesToPutBack();
        // a step that waits for another attempt gets none any more; the throttles get theirs
        moves.execution()
                .where(step ->
                        step.is(Phase.RETRYING) && putBack.filter(step::equals).isEmpty())
                .forEach(step -> moves.giveUp(step, error));
        if (moves.execution().inFlight().isEmpty()) {
            if (putBack.isPresent()) {
                putBack.filter(step -> step.is(Phase.PENDING)).ifPresent(moves::start);
            } else {
                return close(moves, turn);
            }
        }
        return ScaleRun.to(new Stopping(asked, moves.execution(), error, supersededBy), moves.messages());
    }

    private Decision<ScaleRun> close(StepMoves moves, Turn turn) {
        var closing = Closing.of(asked, moves.execution(), moves.execution().epoch(), outcome(moves.execution()), turn);
        var messages = new ArrayList<>(moves.messages());
        messages.addAll(closing.messages());
        return ScaleRun.to(closing.state(), messages);
    }

    /** Throttles that could not be put back are told as such, whatever else was the reason to stop. */
    private Outcome outcome(Execution reached) {
        boolean throttlesStay = reached.plan()
                .throttles(false)
                .filter(step -> reached.where(run -> run.stepId().equals(step.stepId())).stream()
                        .anyMatch(run -> run.is(Phase.FAILED)))
                .isPresent();
        return supersededBy == null || throttlesStay
                ? new Outcome.Failed(error, reached.stateReached())
                : new Outcome.Superseded(supersededBy, reached.stateReached());
    }

    @Override
    public Decision<ScaleRun> stepCompleted(TopologyStepCompleted event, Turn turn) {
        var moves = moves(turn);
        execution.answered(event.epoch(), event.stepId()).ifPresent(moves::completed);
        return goOn(moves, turn);
    }

    @Override
    public Decision<ScaleRun> stepFailed(TopologyStepFailed event, Turn turn) {
        var moves = moves(turn);
        execution
                .answered(event.epoch(), event.stepId())
                .filter(step -> step.failedWith(event.stepId()))
                .ifPresent(step -> moves.failed(step, event.error()));
        return goOn(moves, turn);
    }

    @Override
    public Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        var moves = moves(turn);
        if (event.command().equals(RUN_STEP)) {
            execution.inFlight().forEach(step -> moves.giveUp(step, error));
        }
        return goOn(moves, turn);
    }

    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        var moves = moves(turn);
        moves.timePasses();
        return goOn(moves, turn);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return execution.wakeAt();
    }

    private StepMoves moves(Turn turn) {
        return new StepMoves(asked.demand(), execution, turn);
    }
}
