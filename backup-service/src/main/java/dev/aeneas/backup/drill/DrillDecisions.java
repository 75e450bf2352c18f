package dev.aeneas.backup.drill;

import dev.aeneas.backup.drill.DrillRun.Begun;
import dev.aeneas.backup.drill.DrillRun.Choosing;
import dev.aeneas.backup.drill.DrillRun.Deleting;
import dev.aeneas.backup.drill.DrillRun.Ended;
import dev.aeneas.backup.drill.DrillRun.Restoring;
import dev.aeneas.backup.drill.Verdict.NotShown;
import dev.aeneas.backup.drill.Verdict.Passed;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreDrillCommand.AbortRestoreDrill;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillStarted;
import dev.aeneas.contracts.RestoreEvent.RestoreCompleted;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a drill makes of its worker's report, of what its restore says, and of time; what comes too late changes nothing. */
final class DrillDecisions {
    private static final String ABORTED = "DrillAborted";

    private final DrillPolicy policy;

    DrillDecisions(DrillPolicy policy) {
        this.policy = policy;
    }

    Decision<DrillRun> found(DrillRun run, Received<ChooseBackup.Found> input) {
        if (!(run instanceof Choosing choosing)) {
            return Decision.of(run);
        }
        var request = run.request();
        var backup = input.body().backup();
        if (backup == null) {
            return ended(choosing.end(
                    NotShown.because(
                            "BackupMissing", missing(request), request.cluster().value()),
                    input.at()));
        }
        var started = new RestoreDrillStarted(
                request.cluster(), request.drillId(), backup.backupId(), request.store(), request.scratch());
        return Decision.of(choosing.create(backup), started, DrillMessages.create(request));
    }

    private static String missing(DrillRequest request) {
        var which = "";
        if (request.backupId() != null) {
            which = " that is called '" + request.backupId() + "'";
        } else if (request.scheduleName() != null) {
            which = " by the schedule '" + request.scheduleName() + "'";
        }
        return "the store '" + request.store() + "' has no complete backup of " + request.cluster() + which;
    }

    Decision<DrillRun> workFailed(DrillRun run, Received<WorkFailed> input) {
        var failure = input.body();
        if (!(run instanceof Choosing choosing) || !choosing.openWork().contains(failure.work())) {
            return Decision.of(run);
        }
        if (choosing.attempt() < policy.attemptsMax() && !(failure.cause() instanceof BackupImpossible)) {
            return Decision.of(choosing.retry(input.at().plus(policy.retryPause())));
        }
        return ended(choosing.end(why(failure, run.request()), input.at()));
    }

    private static NotShown why(WorkFailed failure, DrillRequest request) {
        if (failure.cause() instanceof BackupImpossible impossible) {
            return new NotShown(impossible.error());
        }
        return failure.cause() instanceof StoreFailure store
                ? new NotShown(store.error(request.store()))
                : NotShown.because("StoreUnavailable", failure.reason(), request.store());
    }

    Decision<DrillRun> restoreStarted(DrillRun run, Received<RestoreStarted> input) {
        var started = input.body();
        return Decision.of(
                isOf(run, started.restoreId())
                        ? ((Restoring) run).begun(new Begun(started.bytesTotal(), started.forecast()))
                        : run);
    }

    Decision<DrillRun> restored(DrillRun run, Received<RestoreCompleted> input) {
        var completed = input.body();
        return isOf(run, completed.restoreId())
                ? delete(run, verdict((Restoring) run, completed), input.at())
                : outOfTheWay(run, input.at());
    }

    /** That rows are as many as before is not enough: each must be what it was. */
    private static Verdict verdict(Restoring run, RestoreCompleted completed) {
        var notCompared = completed.tables().stream()
                .filter(table -> !table.verified())
                .map(RestoredTable::table)
                .toList();
        if (!notCompared.isEmpty() || completed.tables().isEmpty()) {
            var message = "rows were counted and not compared: " + notCompared
                    + "; set aeneas.tools.cassandra-jars, with which the backup's files can be read";
            return NotShown.because("RowsNotCompared", message, run.backupId());
        }
        var begun = run.begun() == null ? new Begun(0, null) : run.begun();
        return new Passed(completed.tables(), begun.bytes(), begun.forecast(), completed.took());
    }

    Decision<DrillRun> restoreFailed(DrillRun run, Received<RestoreFailed> input) {
        var failed = input.body();
        return isOf(run, failed.restoreId())
                ? delete(run, new NotShown(failed.error()), input.at())
                : outOfTheWay(run, input.at());
    }

    /** A cluster that is that new may be busy with itself for a moment. */
    Decision<DrillRun> restoreRefused(DrillRun run, Received<RestoreRefused> input) {
        var refused = input.body();
        if (!isOf(run, refused.restoreId())) {
            return outOfTheWay(run, input.at());
        }
        var restoring = (Restoring) run;
        if (refused.kind() != Kind.INVALID && restoring.asked() < policy.attemptsMax()) {
            return Decision.of(restoring.askLater(input.at().plus(policy.retryPause())));
        }
        var why = NotShown.because("RestoreRefused", text(refused.violations()), run.backupId());
        return delete(run, why, input.at());
    }

    static String text(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.field() + " " + violation.rule())
                .collect(Collectors.joining("; "));
    }

    private static boolean isOf(DrillRun run, String restoreId) {
        return run instanceof Restoring restoring && restoring.restoreId().equals(restoreId);
    }

    Decision<DrillRun> woken(DrillRun run, Received<Wake> input) {
        // a timer may be a little early; the moment that was asked for has come all the same
        var due = input.body().due();
        var now = due.isAfter(input.at()) ? due : input.at();
        if (run instanceof Choosing choosing) {
            return Decision.of(choosing.woken());
        }
        if (run instanceof Deleting deleting) {
            return deletion(deleting, now);
        }
        if (!(run instanceof Ended) && !run.request().deadline().isAfter(now)) {
            var late = "it was not over after " + run.request().timeout();
            return stop(run, NotShown.because("DrillTimedOut", late, run.backupId()), now);
        }
        if (run instanceof Restoring restoring
                && restoring.askAt() != null
                && !restoring.askAt().isAfter(now)) {
            var again = restoring.askAgain();
            return Decision.of(again, DrillMessages.restore(again));
        }
        return Decision.of(run);
    }

    private Decision<DrillRun> deletion(Deleting run, Instant now) {
        if (run.askAt().isAfter(now)) {
            return Decision.of(run);
        }
        return run.asked() < policy.deletionsMax() ? deleteAgain(run, now) : ended(run.giveUp(now));
    }

    private Decision<DrillRun> deleteAgain(Deleting run, Instant now) {
        return Decision.of(
                run.askAgain(now.plus(policy.pauseAfter(run.asked() + 1))),
                new DeleteCluster(run.request().scratch()));
    }

    /** What the scratch cluster was busy with is over: its deletion need not wait for the next time it is asked for. */
    Decision<DrillRun> outOfTheWay(DrillRun run, Instant now) {
        return run instanceof Deleting deleting && deleting.asked() < policy.deletionsMax()
                ? deleteAgain(deleting, now)
                : Decision.of(run);
    }

    /** Whatever the drill is at: what is under way ends at its next safe point, and then the scratch cluster goes. */
    Decision<DrillRun> abort(DrillRun run, Received<AbortRestoreDrill> input) {
        var command = input.body();
        var why = NotShown.because(ABORTED, command.reason(), command.drillId());
        if (run instanceof Choosing choosing) {
            return ended(choosing.end(why, input.at()));
        }
        if (run instanceof Ended ended) {
            boolean aborted = ended.verdict() instanceof NotShown not
                    && not.error().code().equals(ABORTED);
            return aborted
                    ? ended(ended)
                    : Decision.of(run, DrillMessages.refused(command, Kind.CONFLICT, "must run; it is over"));
        }
        return run instanceof Deleting ? Decision.of(run) : stop(run, why, input.at());
    }

    /** A restore that is under way would keep the scratch cluster for as long as it takes. */
    private Decision<DrillRun> stop(DrillRun run, NotShown why, Instant now) {
        var deleting = delete(run, why, now);
        return run instanceof Restoring restoring && restoring.askAt() == null
                ? deleting.and(DrillMessages.abort(restoring, why.error().message()))
                : deleting;
    }

    Decision<DrillRun> delete(DrillRun run, Verdict verdict, Instant now) {
        var deleting = new Deleting(run.request(), run.backupId(), verdict, 1, now.plus(policy.pauseAfter(1)));
        return Decision.of(deleting, new DeleteCluster(run.request().scratch()));
    }

    static Decision<DrillRun> ended(Ended ended) {
        return Decision.of(ended, DrillMessages.ended(ended));
    }
}
