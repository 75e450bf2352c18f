package dev.aeneas.backup.restore;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;

/** Ends a restore because somebody asks: what it had done stays, its folders go, the lock is given back. */
final class AbortDecisions {
    private static final String ABORTED = "RestoreAborted";

    private final RestorePolicy policy;

    AbortDecisions(RestorePolicy policy) {
        this.policy = policy;
    }

    Decision<RestoreRun> abort(RestoreRun run, Received<AbortRestore> input) {
        var command = input.body();
        var error = new ProvisionError(ABORTED, command.reason(), command.restoreId());
        var untouched = new Outcome.Failed(
                new ProvisionError(ABORTED, command.reason() + "; nothing was touched", command.restoreId()));
        if (run instanceof Waiting || run instanceof Reserving) {
            return LockDecisions.ended(run, untouched, input.at());
        }
        if (run instanceof Checking checking) {
            return LockDecisions.releasing(run, checking.epoch(), untouched, policy, input.at());
        }
        if (run instanceof Running running && running.phase() != Phase.CLEAR) {
            return Decision.of(running.fail(error));
        }
        return run instanceof Ended ended ? over(ended, command) : Decision.of(run);
    }

    private static Decision<RestoreRun> over(Ended run, AbortRestore command) {
        boolean aborted = run.outcome() instanceof Outcome.Failed failed
                && failed.error().code().equals(ABORTED);
        return Decision.of(
                run,
                aborted
                        ? run.outcome().event(run.request(), run.endedAt())
                        : refused(command, Kind.CONFLICT, "must run; it is over"));
    }

    static RestoreRefused unknown(Received<AbortRestore> input) {
        var command = input.body();
        return refused(command, Kind.NOT_FOUND, "must exist; there is no '" + command.restoreId() + "'");
    }

    private static RestoreRefused refused(AbortRestore command, Kind kind, String rule) {
        return new RestoreRefused(
                command.cluster(),
                MessageTypes.nameOf(AbortRestore.class),
                kind,
                List.of(new Violation("restoreId", rule)),
                command.restoreId());
    }
}
