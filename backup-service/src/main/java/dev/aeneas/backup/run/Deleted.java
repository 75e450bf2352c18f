package dev.aeneas.backup.run;

import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import java.time.Instant;

/** The backup was complete, and is in the store no more. */
public record Deleted(BackupRequest request, BackupDeleted.Reason reason, Instant deletedAt, Leftovers leftovers)
        implements BackupRun.Over {

    @Override
    public Deleted with(Leftovers changed) {
        return new Deleted(request, reason, deletedAt, changed);
    }
}
