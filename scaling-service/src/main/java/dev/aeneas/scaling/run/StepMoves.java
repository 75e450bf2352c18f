package dev.aeneas.scaling.run;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.StepState;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.run.StepRun.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to the steps in one decision: collects the messages while the execution goes from value to value. */
final class StepMoves {
    private final Demand demand;
    private final Turn turn;
    private final List<Message> messages = new ArrayList<>();
    private Execution execution;
    private ProvisionError error;

    StepMoves(Demand demand, Execution execution, Turn turn) {
        this.demand = demand;
        this.execution = execution;
        this.turn = turn;
    }

    Execution execution() {
        return execution;
    }

    List<Message> messages() {
        return messages;
    }

    /** Why a step ended without its effect; empty while every step may still succeed. */
    Optional<ProvisionError> error() {
        return Optional.ofNullable(error);
    }

    void completed(StepRun step) {
        var done = step.done(turn);
        execution = execution.with(done);
        tell(done, StepState.COMPLETED);
    }

    void failed(StepRun step, ProvisionError why) {
        if (step.attempt() < turn.bounds().attempts()) {
            execution = execution.with(step.retrying(turn));
        } else {
            giveUp(step, why);
        }
    }

    void giveUp(StepRun step, ProvisionError why) {
        var failed = step.failed(turn);
        execution = execution.with(failed);
        error = why;
        tell(failed, StepState.FAILED);
    }

    void start(StepRun step) {
        var started = step.started(turn);
        execution = execution.with(started);
        messages.add(Said.run(demand, execution, started));
        tell(started, StepState.STARTED);
    }

    /** What time asks for: the same again, the next attempt, or an end of patience. */
    void timePasses() {
        for (var step : execution.steps()) {
            if (step.is(Phase.IN_FLIGHT) && step.overdue(turn.now())) {
                giveUp(step, silent(step)); // not failed for certain: so the next run looks at reality first
            } else if (step.due(turn.now()) && step.is(Phase.IN_FLIGHT)) {
                execution = execution.with(step.askedAgain(turn));
                messages.add(Said.run(demand, execution, step));
            } else if (step.due(turn.now()) && step.is(Phase.RETRYING)) {
                start(step);
            }
        }
    }

    private void tell(StepRun step, StepState state) {
        messages.add(Said.progress(demand, execution, step, state, turn.now()));
    }

    private ProvisionError silent(StepRun step) {
        return new ProvisionError(
                "StepDidNotEnd",
                "Step " + step.stepId() + " said nothing for " + turn.bounds().stepPatience()
                        + "; whether it had its effect is not known",
                demand.datacenter().value());
    }
}
