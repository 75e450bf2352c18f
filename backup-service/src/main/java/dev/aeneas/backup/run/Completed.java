package dev.aeneas.backup.run;

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

    Duration took() {
        return Duration.between(request.requestedAt(), completedAt);
    }
}
