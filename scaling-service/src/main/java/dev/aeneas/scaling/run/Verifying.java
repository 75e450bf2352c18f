package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import dev.aeneas.scaling.run.RunWork.VerifyRing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every step is done; the run completes only when the ring itself shows it. */
record Verifying(Asked asked, Execution execution, int attempt, Instant renewAt) implements ScaleRun {

    static Verifying of(Asked asked, Execution execution, int attempt, Turn turn) {
        return new Verifying(asked, execution, attempt, turn.renewAt());
    }

    /** A lock under another epoch is not the one that the plan was made under: it must not stay taken. */
    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return event.epoch() <= execution.epoch()
                ? Decision.of(this)
                : Decision.of(this, Said.release(asked.demand(), event.epoch()));
    }

    /** Asking for the lock again keeps it. */
    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        return Decision.of(of(asked, execution, attempt, turn), Said.reserve(asked.demand()));
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(renewAt);
    }

    @Override
    public Decision<ScaleRun> ringSeen(RingSeen seen, Turn turn) {
        if (!seen.findings().isEmpty()) {
            return stop(String.join("; ", seen.findings()), turn);
        }
        var plan = execution.plan();
        var times = Times.of(asked, execution, turn.now());
        var completed = new Outcome.Completed(plan.sku(), plan.nodes(), turn.now(), times, seen.unevenness());
        return Closing.of(asked, execution, execution.epoch(), completed, turn);
    }

    /** No step is in flight and the throttles are back. */
    @Override
    public Decision<ScaleRun> supersede(String by, Turn turn) {
        return Stopping.superseded(asked, new StepMoves(asked.demand(), execution, turn), by, turn);
    }

    @Override
    public Decision<ScaleRun> workFailed(String reason, Turn turn) {
        return attempt < turn.bounds().attempts()
                ? Decision.of(of(asked, execution, attempt + 1, turn))
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
