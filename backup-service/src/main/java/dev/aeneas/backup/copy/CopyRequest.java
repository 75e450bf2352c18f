package dev.aeneas.backup.copy;

import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;

/**
 * What is copied.
 *
 * @param store where it is
 * @param copyTo where to
 */
public record CopyRequest(ClusterName cluster, String backupId, String store, String copyTo, Instant askedAt) {
    static CopyRequest of(CopyBackup command, Instant now) {
        return new CopyRequest(
                command.cluster(), command.backupId(), BackupStores.nameOf(command.store()), command.copyTo(), now);
    }
}
