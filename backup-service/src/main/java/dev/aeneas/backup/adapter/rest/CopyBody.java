package dev.aeneas.backup.adapter.rest;

import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.ClusterName;

/**
 * Where a backup is copied.
 *
 * @param store where it is; null: {@code default}
 */
public record CopyBody(String store, String copyTo) {
    CopyBackup command(ClusterName cluster, String backupId) {
        return new CopyBackup(cluster, backupId, store, copyTo);
    }
}
