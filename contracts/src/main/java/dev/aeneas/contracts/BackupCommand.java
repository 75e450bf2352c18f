package dev.aeneas.contracts;

import java.util.List;

/** What backup-service can be asked for. */
public sealed interface BackupCommand extends Command
        permits BackupScheduleCommand,
                BackupCommand.StartBackup,
                BackupCommand.CopyBackup,
                RestoreCommand,
                BackupCommand.DeleteBackup,
                BackupCommand.VerifyBackup,
                RestoreDrillCommand,
                BackupCommand.ApplyRetention {

    /**
     * Backs up now.
     *
     * @param backupId chosen by whoever asks, so that asking again is harmless; null: the message's id
     * @param keyspaces empty: every user keyspace
     * @param store name of a configured store; null: {@code default}
     * @param copyTo another configured store that gets a copy when the backup is complete; null: none
     */
    record StartBackup(ClusterName cluster, String backupId, List<String> keyspaces, String store, String copyTo)
            implements BackupCommand {
        /** Without a copy. */
        public StartBackup(ClusterName cluster, String backupId, List<String> keyspaces, String store) {
            this(cluster, backupId, keyspaces, store, null);
        }

        public StartBackup {
            Require.present("cluster", cluster);
            if (backupId != null) {
                Require.text("backupId", backupId);
            }
            keyspaces = Require.list("keyspaces", keyspaces);
            keyspaces.forEach(k -> Require.identifier("keyspaces", k));
            if (store != null) {
                Require.text("store", store);
            }
            if (copyTo != null) {
                Require.text("copyTo", copyTo);
            }
        }
    }

    /**
     * Copies a complete backup into another store; what that has already is not sent again.
     *
     * @param store where it is; null: {@code default}
     * @param copyTo where to
     */
    record CopyBackup(ClusterName cluster, String backupId, String store, String copyTo) implements BackupCommand {
        public CopyBackup {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            if (store != null) {
                Require.text("store", store);
            }
            Require.text("copyTo", copyTo);
        }
    }

    /**
     * Deletes a backup; contents that no other one needs go when retention is applied next.
     *
     * @param evenTheLast true: also the newest complete backup there is, which is refused otherwise; null: false
     */
    record DeleteBackup(ClusterName cluster, String backupId, Boolean evenTheLast) implements BackupCommand {
        public DeleteBackup {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            evenTheLast = evenTheLast != null && evenTheLast;
        }
    }

    /**
     * Reads a backup back from its store and compares every content with its digest.
     *
     * @param percent of its contents, chosen at random, at least one of each table of each node; null: what the service is
     *     set to
     * @param store which of those that have it; null: {@code default}
     */
    record VerifyBackup(ClusterName cluster, String backupId, Integer percent, String store) implements BackupCommand {
        public VerifyBackup {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            if (store != null) {
                Require.text("store", store);
            }
            if (percent != null) {
                Require.between("percent", 1, 100, percent);
            }
        }
    }

    /** Deletes now what retention lets go, instead of at its next time. */
    record ApplyRetention(ClusterName cluster) implements BackupCommand {
        public ApplyRetention {
            Require.present("cluster", cluster);
        }
    }
}
