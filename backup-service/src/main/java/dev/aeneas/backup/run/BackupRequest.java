package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.List;

/**
 * What is to be backed up.
 *
 * @param backupId also the snapshot's tag on every node
 * @param scheduleName null: nobody's schedule, somebody asked
 * @param keyspaces empty: every user keyspace
 * @param store where to; named in the configuration
 * @param retention as its schedule had it then; null: nobody's schedule
 * @param contacts nodes that were thought to hold data at {@code requestedAt}; the ring knows better
 */
public record BackupRequest(
        ClusterName cluster,
        String backupId,
        String scheduleName,
        List<String> keyspaces,
        String store,
        Instant requestedAt,
        List<BackupNode> contacts,
        Retention retention) {
    public BackupRequest {
        store = BackupStores.nameOf(store);
    }

    BackupRequest with(List<BackupNode> known) {
        return new BackupRequest(cluster, backupId, scheduleName, keyspaces, store, requestedAt, known, retention);
    }

    /** Whether this asks for the same. */
    boolean asksForTheSame(BackupRequest other) {
        return keyspaces.equals(other.keyspaces()) && store.equals(other.store());
    }
}
