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

/** Something cannot be done: waits for what is in flight, puts the throttles back, and gives the lock back. */
record Stopping(Asked asked, Execution execution, ProvisionError error) implements ScaleRun {
    private static final String RUN_STEP = MessageTypes.nameOf(RunTopologyStep.class);

    static Decision<ScaleRun> because(Asked asked, StepMoves moves, ProvisionError error, Turn turn) {
        return new Stopping(asked, moves.execution(), error).goOn(moves, turn);
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
        return ScaleRun.to(new Stopping(asked, moves.execution(), error), moves.messages());
    }

    private Decision<ScaleRun> close(StepMoves moves, Turn turn) {
        var reached = new Outcome.Failed(error, moves.execution().stateReached());
        var closing = Closing.of(asked, moves.execution(), moves.execution().epoch(), reached, turn);
        var messages = new ArrayList<>(moves.messages());
        messages.addAll(closing.messages());
        return ScaleRun.to(closing.state(), messages);
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
