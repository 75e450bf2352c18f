package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every node's manifest was written; the backup's own comes last. */
public record Completing(BackupRequest request, Snapshot snapshot, Totals totals, Attempt attempt, KeptBack keptBack)
        implements BackupRun.Open {

    Completed completed(String location, Instant at) {
        return new Completed(request, snapshot, totals, location, at, Leftovers.on(snapshot.nodes()), keptBack);
    }

    @Override
    public List<BackupWork> pendingWork() {
        return attempt.mayBegin()
                ? List.of(new BackupWork.WriteManifest(request, snapshot, attempt.number()))
                : List.of();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return attempt.wakeAt();
    }

    @Override
    public Completing woken(Instant due) {
        return new Completing(request, snapshot, totals, attempt.woken(due), keptBack);
    }

    @Override
    public Completing retry(BackupWork failed, RunPolicy policy, Instant now) {
        return new Completing(request, snapshot, totals, attempt.after(policy.retryPause(), now), keptBack);
    }

    @Override
    public Failed fail(ProvisionError error, Instant now) {
        return new Failed(request, error, now, Leftovers.on(snapshot.nodes()));
    }
}
