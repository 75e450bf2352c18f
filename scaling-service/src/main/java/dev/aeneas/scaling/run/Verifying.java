package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import dev.aeneas.scaling.run.RunWork.VerifyRing;
import java.util.List;

/** Every step is done; the run completes only when the ring itself shows it. */
record Verifying(Asked asked, Execution execution, int attempt) implements ScaleRun {

    @Override
    public Decision<ScaleRun> ringSeen(RingSeen seen, Turn turn) {
        if (!seen.findings().isEmpty()) {
            return stop(String.join("; ", seen.findings()), turn);
        }
        var plan = execution.plan();
        var completed = new Outcome.Completed(plan.sku(), plan.nodes(), turn.now());
        return Closing.of(asked, execution, execution.epoch(), completed, turn);
    }

    @Override
    public Decision<ScaleRun> workFailed(String reason, Turn turn) {
        return attempt < turn.bounds().attempts()
                ? Decision.of(new Verifying(asked, execution, attempt + 1))
                : stop("it could not be looked at: " + reason, turn);
    }

    private Decision<ScaleRun> stop(String what, Turn turn) {
        var error = new ProvisionError(
                "NotAsPlanned",
                "The steps are done, the ring is not as planned: " + what,
                asked.demand().datacenter().value());
        return Stopping.because(asked, new StepMoves(asked.demand(), execution, turn), error, turn);
    }

    @Override
    public List<RunWork> openWork() {
        return List.of(new VerifyRing("verify#" + attempt, asked.demand(), execution.plan()));
    }
}
