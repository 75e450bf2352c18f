package dev.aeneas.backup.run;

import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;

/** The backup is none; what it sent to the store stays there until retention finds that nobody uses it. */
public record Failed(BackupRequest request, ProvisionError error, Instant failedAt, Leftovers leftovers)
        implements BackupRun.Over {

    @Override
    public Failed with(Leftovers changed) {
        return new Failed(request, error, failedAt, changed);
    }
}
