package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is to be backed up.
 *
 * @param backupId also the snapshot's tag on every node
 * @param scheduleName null: nobody's schedule, somebody asked
 * @param keyspaces empty: every user keyspace
 * @param store where to; named in the configuration
 * @param copyTo another store that gets a copy when it is complete; null: none
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
        Retention retention,
        String copyTo) {
    public BackupRequest {
        store = BackupStores.nameOf(store);
    }

    /** Without a copy. */
    public BackupRequest(
            ClusterName cluster,
            String backupId,
            String scheduleName,
            List<String> keyspaces,
            String store,
            Instant requestedAt,
            List<BackupNode> contacts,
            Retention retention) {
        this(cluster, backupId, scheduleName, keyspaces, store, requestedAt, contacts, retention, null);
    }

    BackupRequest with(List<BackupNode> known) {
        return new BackupRequest(
                cluster, backupId, scheduleName, keyspaces, store, requestedAt, known, retention, copyTo);
    }

    /**
     * Whether it goes into this store.
     *
     * @param name null: the one that it goes into
     */
    public boolean isIn(String name) {
        return name == null || name.equals(store);
    }

    /** Whether this asks for the same. */
    boolean asksForTheSame(BackupRequest other) {
        return keyspaces.equals(other.keyspaces())
                && store.equals(other.store())
                && Objects.equals(copyTo, other.copyTo());
    }
}
