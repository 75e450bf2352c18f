package dev.aeneas.backup.run;

import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every node is to be frozen at one moment. */
public record Snapshotting(BackupRequest request, Attempt attempt) implements BackupRun.Open {
    static Snapshotting of(BackupRequest request) {
        return new Snapshotting(request, Attempt.FIRST);
    }

    /** The files may go to the store. */
    Uploading upload(Snapshot snapshot) {
        return Uploading.of(request, snapshot);
    }

    @Override
    public List<BackupWork> pendingWork() {
        return attempt.mayBegin() ? List.of(new BackupWork.TakeSnapshots(request, attempt.number())) : List.of();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return attempt.wakeAt();
    }

    @Override
    public Snapshotting woken(Instant due) {
        return new Snapshotting(request, attempt.woken(due));
    }

    @Override
    public Snapshotting retry(BackupWork failed, RunPolicy policy, Instant now) {
        return new Snapshotting(request, attempt.after(policy.retryPause(), now));
    }

    @Override
    public Failed fail(ProvisionError error, Instant now) {
        // Some nodes may have taken the snapshot before another one said no.
        return new Failed(request, error, now, Leftovers.on(request.contacts()));
    }
}
