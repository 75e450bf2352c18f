package dev.aeneas.backup.run;

import dev.aeneas.backup.run.BackupReport.ManifestWritten;
import dev.aeneas.backup.run.BackupReport.NodeUploaded;
import dev.aeneas.backup.run.BackupReport.SnapshotCleared;
import dev.aeneas.backup.run.BackupReport.SnapshotsTaken;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;

/** What a run makes of its workers' reports; a report that comes too late changes nothing. */
final class RunDecisions {
    private final RunPolicy policy;

    RunDecisions(RunPolicy policy) {
        this.policy = policy;
    }

    Decision<BackupRun> snapshotsTaken(BackupRun run, Received<SnapshotsTaken> input) {
        return Decision.of(
                run instanceof Snapshotting open ? open.upload(input.body().snapshot()) : run);
    }

    Decision<BackupRun> nodeUploaded(BackupRun run, Received<NodeUploaded> input) {
        if (!(run instanceof Uploading open)) {
            return Decision.of(run);
        }
        var uploaded = open.uploaded(input.body());
        return Decision.of(uploaded.everyNodeIsThere() ? uploaded.complete() : uploaded);
    }

    Decision<BackupRun> manifestWritten(BackupRun run, Received<ManifestWritten> input) {
        if (!(run instanceof Completing open)) {
            return Decision.of(run);
        }
        var completed = open.completed(input.body().location(), input.body().completedAt());
        return new Decision<>(completed, completed.said());
    }

    Decision<BackupRun> snapshotCleared(BackupRun run, Received<SnapshotCleared> input) {
        return Decision.of(
                run instanceof BackupRun.Over over
                        ? over.with(over.leftovers().cleared(input.body().node()))
                        : run);
    }

    Decision<BackupRun> deleted(BackupRun run, Received<BackupDeleted> input) {
        return Decision.of(
                run instanceof Completed completed
                                && run.request().isIn(input.body().store())
                        ? completed.deleted(input.body().reason(), input.at())
                        : run);
    }

    Decision<BackupRun> woken(BackupRun run, Received<Wake> input) {
        return Decision.of(run.woken(input.body().due()));
    }

    Decision<BackupRun> workFailed(BackupRun run, Received<WorkFailed> input) {
        var failure = input.body();
        if (!run.pendingWork().contains(failure.work())) {
            return Decision.of(run);
        }
        if (run instanceof BackupRun.Over over) {
            var work = (BackupWork.ClearSnapshot) failure.work();
            return Decision.of(over.with(over.leftovers().failed(work, policy.clearing(), input.at())));
        }
        var open = (BackupRun.Open) run;
        var work = (BackupWork) failure.work();
        if (work.attempt() < policy.attemptsMax() && !(failure.cause() instanceof BackupImpossible)) {
            return Decision.of(open.retry(work, policy, input.at()));
        }
        var failed = open.fail(error(failure), input.at());
        return Decision.of(
                failed,
                new BackupFailed(run.request().cluster(), run.request().backupId(), failed.error()),
                RunTurns.end(run.request()));
    }

    private static ProvisionError error(WorkFailed failure) {
        if (failure.cause() instanceof BackupImpossible impossible) {
            return impossible.error();
        }
        if (failure.cause() instanceof NodesUnavailable unavailable) {
            return new ProvisionError("NodesUnavailable", failure.reason(), String.join(", ", unavailable.nodes()));
        }
        if (failure.cause() instanceof StoreFailure store) {
            return store.error(((BackupWork) failure.work()).request().store());
        }
        if (failure.work() instanceof BackupWork.UploadNode upload) {
            return new ProvisionError(
                    "UploadFailed", failure.reason(), upload.node().name());
        }
        var request = ((BackupWork) failure.work()).request();
        return new ProvisionError("BackupFailed", failure.reason(), request.backupId());
    }
}
