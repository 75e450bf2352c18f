package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.RestoreEvent.RestoreProgress;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;

/** What a restore makes of its workers' reports; a report that comes too late changes nothing. */
final class RestoreDecisions {
    private static final Duration BETWEEN_SAYINGS = Duration.ofSeconds(1);

    private final RestorePolicy policy;

    RestoreDecisions(RestorePolicy policy) {
        this.policy = policy;
    }

    Decision<RestoreRun> mayBegin(RestoreRun run, Received<RestoreReport.MayBegin> input) {
        if (!(run instanceof Checking checking)) {
            return Decision.of(run);
        }
        var running = checking.begin(input.body().planned(), input.at());
        var command = running.request().command(); // which names the backup that was chosen
        return Decision.of(
                running,
                new RestoreStarted(
                        command.cluster(),
                        command.restoreId(),
                        command.sourceCluster(),
                        command.backupId(),
                        running.planned().nodes().size(),
                        running.planned().bytesTotal(),
                        running.planned().forecast()));
    }

    Decision<RestoreRun> mayNotBegin(RestoreRun run, Received<RestoreReport.MayNotBegin> input) {
        var report = input.body();
        return run instanceof Checking checking
                ? LockDecisions.releasing(
                        run,
                        checking.epoch(),
                        new Outcome.Refused(report.kind(), report.violations()),
                        policy,
                        input.at())
                : Decision.of(run);
    }

    Decision<RestoreRun> reached(RestoreRun run, Received<RestoreReport.Reached> input) {
        var report = input.body();
        return run instanceof Running running && running.phase() == report.phase()
                ? goOn(running.reached(report.node(), report.bytesDone(), report.done()), input.at())
                : Decision.of(run);
    }

    Decision<RestoreRun> expected(RestoreRun run, Received<RestoreReport.Expected> input) {
        return run instanceof Running running && running.phase() == Phase.EXPECT
                ? goOn(running.expecting(input.body().tables()), input.at())
                : Decision.of(run);
    }

    Decision<RestoreRun> read(RestoreRun run, Received<RestoreReport.Read> input) {
        if (!(run instanceof Running running) || running.phase() != Phase.VERIFY) {
            return Decision.of(run);
        }
        var differences = input.body().differences();
        var read = running.read(input.body().tables());
        return differences.isEmpty()
                ? goOn(read, input.at())
                : Decision.of(read.fail(new ProvisionError(
                        "RowsDiffer",
                        String.join("; ", differences),
                        run.request().cluster().value())));
    }

    private Decision<RestoreRun> goOn(Running run, Instant now) {
        if (!run.phaseIsOver()) {
            boolean soon = run.times().saidAt().plus(BETWEEN_SAYINGS).isAfter(now);
            return soon ? Decision.of(run) : Decision.of(run.said(now), progress(run, now));
        }
        if (run.phase() == Phase.CLEAR) {
            return LockDecisions.releasing(run, run.epoch(), run.outcome(), policy, now);
        }
        var next = run.next();
        boolean soon = run.times().saidAt().plus(BETWEEN_SAYINGS).isAfter(now);
        return soon ? Decision.of(next) : Decision.of(next.said(now), progress(next, now));
    }

    private Message progress(Running run, Instant now) {
        return new RestoreProgress(
                run.request().cluster(),
                run.request().restoreId(),
                run.phase().name(),
                run.stepsDone(),
                run.steps().size(),
                run.bytesDone(),
                run.planned().bytesTotal(),
                run.left(policy.rates(), now));
    }

    Decision<RestoreRun> workFailed(RestoreRun run, Received<WorkFailed> input) {
        var failure = input.body();
        if (!run.openWork().contains(failure.work())) {
            return Decision.of(run);
        }
        var work = (RestoreWork) failure.work();
        boolean again = work.attempt() < policy.attemptsMax() && !(failure.cause() instanceof BackupImpossible);
        if (run instanceof Checking checking) {
            return again
                    ? Decision.of(checking.retry(policy, input.at()))
                    : LockDecisions.releasing(
                            run, checking.epoch(), new Outcome.Failed(error(failure, run)), policy, input.at());
        }
        var running = (Running) run;
        var step = ((RestoreWork.Perform) work).step();
        if (again) {
            return Decision.of(running.retry(step, policy, input.at()));
        }
        return running.phase() == Phase.CLEAR
                ? goOn(running.giveUp(step), input.at())
                : Decision.of(running.fail(error(failure, run)));
    }

    private static ProvisionError error(WorkFailed failure, RestoreRun run) {
        if (failure.cause() instanceof BackupImpossible impossible) {
            return impossible.error();
        }
        if (failure.cause() instanceof NodesUnavailable unavailable) {
            return new ProvisionError("NodesUnavailable", failure.reason(), String.join(", ", unavailable.nodes()));
        }
        return new ProvisionError(
                "RestoreFailed", failure.reason(), run.request().restoreId());
    }
}
