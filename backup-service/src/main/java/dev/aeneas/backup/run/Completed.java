package dev.aeneas.backup.run;

import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import java.time.Duration;
import java.time.Instant;

/** The backup's manifest is in the store. */
public record Completed(
        BackupRequest request,
        Snapshot snapshot,
        Totals totals,
        String location,
        Instant completedAt,
        Leftovers leftovers)
        implements BackupRun.Over {

    @Override
    public Completed with(Leftovers changed) {
        return new Completed(request, snapshot, totals, location, completedAt, changed);
    }

    /** The store has it no more. */
    Deleted deleted(BackupDeleted.Reason reason, Instant at) {
        return new Deleted(request, reason, at, leftovers);
    }

    Duration took() {
        return Duration.between(request.requestedAt(), completedAt);
    }
}
