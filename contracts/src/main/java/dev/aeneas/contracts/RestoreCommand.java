package dev.aeneas.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Restores into a cluster. */
public sealed interface RestoreCommand extends BackupCommand {

    /**
     * Brings data back, into this cluster or another one.
     *
     * @param cluster where to
     * @param restoreId chosen by whoever asks, so that asking again is harmless; null: the message's id
     * @param sourceCluster whose backup it is; null: the same cluster
     * @param backupId null, with {@code pointInTime} only: the newest one from which that moment can be reached
     * @param store the backup's; null: the default one
     * @param keyspaces with all their tables; with {@code tables} empty too: everything in the backup
     * @param tables as {@code keyspace.table}, named as in the backup
     * @param renameKeyspaces new names by the old ones
     * @param renameTables new names, without keyspace, by the old {@code keyspace.table}
     * @param datacenters names here by the names in the backup, for keyspaces that are to be created; null: the same
     * @param pointInTime a moment after the backup's, up to which what was written and deleted since is done again, by the
     *     time of each write; null: the moment of the backup
     * @param intoExisting what happens to tables that are there already; null: FAIL
     * @param withoutDatacenters of the backup, whose replicas have no counterpart here: keyspaces that are to be created are
     *     not replicated for them, and none of their rows is left out
     * @param replicas at most so many in each datacenter, of keyspaces that are to be created; null: as in the backup
     * @param withRoles roles that are not there are created with the passwords that they had, and permissions are granted again on
     *     what is there; null: no
     */
    record RestoreBackup(
            ClusterName cluster,
            String restoreId,
            ClusterName sourceCluster,
            String backupId,
            String store,
            List<String> keyspaces,
            List<String> tables,
            Map<String, String> renameKeyspaces,
            Map<String, String> renameTables,
            Map<String, String> datacenters,
            Instant pointInTime,
            IntoExisting intoExisting,
            List<String> withoutDatacenters,
            Integer replicas,
            Boolean withRoles)
            implements RestoreCommand {
        /** Replicated as in the backup. */
        public RestoreBackup(
                ClusterName cluster,
                String restoreId,
                ClusterName sourceCluster,
                String backupId,
                String store,
                List<String> keyspaces,
                List<String> tables,
                Map<String, String> renameKeyspaces,
                Map<String, String> renameTables,
                Map<String, String> datacenters,
                Instant pointInTime,
                IntoExisting intoExisting) {
            this(
                    cluster,
                    restoreId,
                    sourceCluster,
                    backupId,
                    store,
                    keyspaces,
                    tables,
                    renameKeyspaces,
                    renameTables,
                    datacenters,
                    pointInTime,
                    intoExisting,
                    List.of(),
                    null,
                    false);
        }

        public RestoreBackup {
            Require.present("cluster", cluster);
            if (restoreId != null) {
                Require.text("restoreId", restoreId);
            }
            sourceCluster = sourceCluster == null ? cluster : sourceCluster;
            if (backupId != null || pointInTime == null) {
                Require.text("backupId", backupId);
            }
            keyspaces = Require.list("keyspaces", keyspaces);
            keyspaces.forEach(k -> Require.identifier("keyspaces", k));
            tables = Require.list("tables", tables);
            tables.forEach(t -> Require.tableName("tables", t));
            renameKeyspaces = Require.entries("renameKeyspaces", renameKeyspaces);
            renameKeyspaces.forEach((from, to) -> Require.identifier("renameKeyspaces." + from, to));
            renameTables = Require.entries("renameTables", renameTables);
            renameTables.forEach((from, to) -> {
                Require.tableName("renameTables", from);
                Require.identifier("renameTables." + from, to);
            });
            datacenters = Require.entries("datacenters", datacenters);
            Require.distinct("datacenters", datacenters.values(), name -> name);
            intoExisting = intoExisting == null ? IntoExisting.FAIL : intoExisting;
            withoutDatacenters = Require.list("withoutDatacenters", withoutDatacenters);
            Require.positive("replicas", replicas);
            withRoles = withRoles != null && withRoles;
        }

        /** The same under this name. */
        public RestoreBackup named(String name) {
            return with(name, backupId);
        }

        /** The same, beginning with this backup. */
        public RestoreBackup from(String backup) {
            return with(restoreId, backup);
        }

        private RestoreBackup with(String name, String backup) {
            return new RestoreBackup(
                    cluster,
                    name,
                    sourceCluster,
                    backup,
                    store,
                    keyspaces,
                    tables,
                    renameKeyspaces,
                    renameTables,
                    datacenters,
                    pointInTime,
                    intoExisting,
                    withoutDatacenters,
                    replicas,
                    withRoles);
        }
    }

    /** Ends a restore: nothing is begun any more, and what it had done stays. Asking again is harmless. */
    record AbortRestore(ClusterName cluster, String restoreId, String reason) implements RestoreCommand {
        public AbortRestore {
            Require.present("cluster", cluster);
            Require.text("restoreId", restoreId);
            Require.text("reason", reason);
        }
    }

    /** What a restore does with a table that is there already. */
    enum IntoExisting {
        /** Nothing: the restore is refused. */
        FAIL,
        /** Empties it first. */
        TRUNCATE,
        /** Adds the backup's rows; what was written or deleted since stays as it is, because it is newer. */
        MERGE
    }
}
