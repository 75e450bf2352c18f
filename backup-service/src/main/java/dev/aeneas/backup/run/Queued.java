package dev.aeneas.backup.run;

import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Another backup of the cluster, or something else that must be alone, comes first. */
public record Queued(BackupRequest request) implements BackupRun.Open {

    /** Its turn has come. */
    Snapshotting begin(List<BackupNode> contacts) {
        return Snapshotting.of(request.with(contacts));
    }

    @Override
    public List<BackupWork> pendingWork() {
        return List.of();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    @Override
    public Queued woken(Instant due) {
        return this;
    }

    @Override
    public Queued retry(BackupWork failed, RunPolicy policy, Instant now) {
        return this;
    }

    @Override
    public Failed fail(ProvisionError error, Instant now) {
        return new Failed(request, error, now, Leftovers.on(List.of()));
    }
}
