package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.backup.pace.Pace;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.Completing;
import dev.aeneas.backup.run.Deleted;
import dev.aeneas.backup.run.Failed;
import dev.aeneas.backup.run.Snapshot;
import dev.aeneas.backup.run.Totals;
import dev.aeneas.backup.run.Uploading;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;

/**
 * A backup as it is shown; what is not known yet, or does not apply, is left out.
 *
 * @param copyTo where a copy is made when it is complete, see its {@code copies}
 * @param state {@code Queued}, {@code Snapshotting}, {@code Uploading}, {@code Completing}, {@code Completed}, {@code Failed} or
 *     {@code Deleted}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupView(
        ClusterName cluster,
        String backupId,
        String scheduleName,
        List<String> keyspaces,
        String store,
        String copyTo,
        String state,
        Instant requestedAt,
        Instant snapshotAt,
        Progress progress,
        Instant endedAt,
        String location,
        ProvisionError error,
        List<String> snapshotsLeftOn) {

    /**
     * What is in the store.
     *
     * @param bytesSent what the store did not have before
     * @param keptBack what was done to keep out of clients' way, on the nodes that are done; null: nothing
     * @param pace how fast the nodes' files go at this moment, and why; null: none are on their way
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Progress(
            int nodesDone,
            int nodesTotal,
            long files,
            long bytes,
            long bytesSent,
            KeptBack keptBack,
            List<Pace.Shown> pace) {
        static Progress of(int nodesDone, int nodesTotal, Totals totals) {
            return new Progress(nodesDone, nodesTotal, totals.files(), totals.bytes(), totals.bytesSent(), null, null);
        }

        Progress at(KeptBack back, List<Pace.Shown> paces) {
            return new Progress(nodesDone, nodesTotal, files, bytes, bytesSent, back, paces);
        }

        static Progress done(Snapshot snapshot, Totals totals) {
            return of(snapshot.nodes().size(), snapshot.nodes().size(), totals);
        }
    }

    static BackupView of(BackupRun run, Paces paces) {
        if (run instanceof Uploading u) {
            var now = paces.shown(run.request().cluster());
            var progress =
                    Progress.of(u.nodesDone(), u.copies().size(), u.totals()).at(u.keptBack(), now);
            return open(run, u.snapshot().at(), progress);
        }
        if (run instanceof Completing c) {
            return open(
                    run,
                    c.snapshot().at(),
                    Progress.done(c.snapshot(), c.totals()).at(c.keptBack(), null));
        }
        if (run instanceof Completed c) {
            return open(
                            run,
                            c.snapshot().at(),
                            Progress.done(c.snapshot(), c.totals()).at(c.keptBack(), null))
                    .over(c.completedAt(), c.location(), null, c.leftovers().names());
        }
        if (run instanceof Failed f) {
            return open(run, null, null)
                    .over(f.failedAt(), null, f.error(), f.leftovers().names());
        }
        if (run instanceof Deleted d) {
            return open(run, null, null)
                    .over(d.deletedAt(), null, null, d.leftovers().names());
        }
        return open(run, null, null);
    }

    private static BackupView open(BackupRun run, Instant snapshotAt, Progress progress) {
        var request = run.request();
        return new BackupView(
                request.cluster(),
                request.backupId(),
                request.scheduleName(),
                request.keyspaces(),
                request.store(),
                request.copyTo(),
                run.getClass().getSimpleName(),
                request.requestedAt(),
                snapshotAt,
                progress,
                null,
                null,
                null,
                null);
    }

    private BackupView over(Instant at, String where, ProvisionError why, List<String> leftOn) {
        return new BackupView(
                cluster,
                backupId,
                scheduleName,
                keyspaces,
                store,
                copyTo,
                state,
                requestedAt,
                snapshotAt,
                progress,
                at,
                where,
                why,
                leftOn);
    }
}
