package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import java.time.Duration;
import java.time.Instant;

/**
 * The backup's manifest is in the store.
 *
 * @param keptBack what it did to keep out of clients' way; null: nothing, or nobody knows
 */
public record Completed(
        BackupRequest request,
        Snapshot snapshot,
        Totals totals,
        String location,
        Instant completedAt,
        Leftovers leftovers,
        KeptBack keptBack)
        implements BackupRun.Over {

    @Override
    public Completed with(Leftovers changed) {
        return new Completed(request, snapshot, totals, location, completedAt, changed, keptBack);
    }

    /** The store has it no more. */
    Deleted deleted(BackupDeleted.Reason reason, Instant at) {
        return new Deleted(request, reason, at, leftovers);
    }

    Duration took() {
        return Duration.between(request.requestedAt(), completedAt);
    }
}
