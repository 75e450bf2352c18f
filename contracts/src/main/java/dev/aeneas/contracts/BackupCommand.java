package dev.aeneas.contracts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What backup-service can be asked for. */
public sealed interface BackupCommand extends Command {

    /**
     * Creates or replaces a schedule.
     *
     * @param cronExpression five Unix fields
     * @param timeZone IANA name; null: UTC
     * @param retentionInHours 0: for ever
     * @param keyspaces empty: every user keyspace
     * @param store name of a configured store; null: {@code default}
     * @param retentionCount the newest so many are kept, older ones go whatever their age; null: any number
     * @param copyTo another configured store that gets a copy of each backup; null: none
     * @param restoreDrillCron when the newest of its backups is restored into a scratch cluster and compared, five Unix fields in
     *     the same time zone; null: never
     */
    record PutBackupSchedule(
            ClusterName cluster,
            String scheduleName,
            String cronExpression,
            String timeZone,
            int retentionInHours,
            List<String> keyspaces,
            String store,
            Integer retentionCount,
            String copyTo,
            String restoreDrillCron)
            implements BackupCommand {
        /** Without restore drills. */
        public PutBackupSchedule(
                ClusterName cluster,
                String scheduleName,
                String cronExpression,
                String timeZone,
                int retentionInHours,
                List<String> keyspaces,
                String store,
                Integer retentionCount,
                String copyTo) {
            this(
                    cluster,
                    scheduleName,
                    cronExpression,
                    timeZone,
                    retentionInHours,
                    keyspaces,
                    store,
                    retentionCount,
                    copyTo,
                    null);
        }

        /** Without a copy. */
        public PutBackupSchedule(
                ClusterName cluster,
                String scheduleName,
                String cronExpression,
                String timeZone,
                int retentionInHours,
                List<String> keyspaces,
                String store,
                Integer retentionCount) {
            this(
                    cluster,
                    scheduleName,
                    cronExpression,
                    timeZone,
                    retentionInHours,
                    keyspaces,
                    store,
                    retentionCount,
                    null);
        }

        public PutBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.text("cronExpression", cronExpression);
            timeZone = timeZone == null ? "UTC" : timeZone;
            try {
                ZoneId.of(timeZone);
            } catch (DateTimeException e) {
                throw new InvalidField(
                        "timeZone", "must be an IANA time zone such as Europe/Rome; was '" + timeZone + "'");
            }
            Require.notNegative("retentionInHours", retentionInHours);
            keyspaces = Require.list("keyspaces", keyspaces);
            keyspaces.forEach(k -> Require.identifier("keyspaces", k));
            if (store != null) {
                Require.text("store", store);
            }
            Require.positive("retentionCount", retentionCount);
            if (copyTo != null) {
                Require.text("copyTo", copyTo);
            }
            if (restoreDrillCron != null) {
                Require.text("restoreDrillCron", restoreDrillCron);
            }
        }
    }

    /** Raises no {@code BackupDue} until it is resumed; what falls into the pause is not made up for. */
    record PauseBackupSchedule(ClusterName cluster, String scheduleName) implements BackupCommand {
        public PauseBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Raises {@code BackupDue} again, from the next due time on. */
    record ResumeBackupSchedule(ClusterName cluster, String scheduleName) implements BackupCommand {
        public ResumeBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Raises {@code BackupDue} now, once more than the calendar says, of a paused schedule too. */
    record RunBackupSchedule(ClusterName cluster, String scheduleName) implements BackupCommand {
        public RunBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Removes a schedule; its backups stay. */
    record DeleteBackupSchedule(ClusterName cluster, String scheduleName) implements BackupCommand {
        public DeleteBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

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
            implements BackupCommand {
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
    record AbortRestore(ClusterName cluster, String restoreId, String reason) implements BackupCommand {
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

    /**
     * Restores a backup into a scratch cluster that is created for it and deleted afterwards, and compares every row there
     * with the rows that the backup's files hold.
     *
     * @param drillId chosen by whoever asks, so that asking again is harmless; null: the message's id
     * @param backupId null: the newest complete one
     * @param scheduleName without a backup's id: the newest one of this schedule; null: of any
     * @param store the backup's; null: {@code default}
     * @param region where the scratch cluster lives; null: where the cluster's first datacenter does
     * @param nodeCount of the scratch cluster, each of which fetches nearly the whole backup; null: 1
     * @param sku of its nodes; null: that of the cluster's first datacenter
     * @param timeout after which it is given up, and the scratch cluster deleted; null: what the service is set to
     */
    record DrillRestore(
            ClusterName cluster,
            String drillId,
            String backupId,
            String scheduleName,
            String store,
            String region,
            Integer nodeCount,
            Sku sku,
            Duration timeout)
            implements BackupCommand {
        public DrillRestore {
            Require.present("cluster", cluster);
            if (drillId != null) {
                Require.text("drillId", drillId);
            }
            if (backupId != null) {
                Require.text("backupId", backupId);
            }
            if (store != null) {
                Require.text("store", store);
            }
            if (scheduleName != null) {
                Require.identifier("scheduleName", scheduleName);
            }
            if (region != null) {
                Require.identifier("region", region);
            }
            Require.positive("nodeCount", nodeCount);
            if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
                throw new InvalidField("timeout", "must be positive; was " + timeout);
            }
        }

        /** The same under this name. */
        public DrillRestore named(String name) {
            return new DrillRestore(cluster, name, backupId, scheduleName, store, region, nodeCount, sku, timeout);
        }
    }

    /** Ends a restore drill: its restore ends, and its scratch cluster is deleted. Asking again is harmless. */
    record AbortRestoreDrill(ClusterName cluster, String drillId, String reason) implements BackupCommand {
        public AbortRestoreDrill {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("reason", reason);
        }
    }

    /** Deletes now what retention lets go, instead of at its next time. */
    record ApplyRetention(ClusterName cluster) implements BackupCommand {
        public ApplyRetention {
            Require.present("cluster", cluster);
        }
    }
}
