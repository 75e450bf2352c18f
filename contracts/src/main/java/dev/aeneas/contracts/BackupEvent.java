package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What backup-service observed and decided. */
public sealed interface BackupEvent extends Event {

    /**
     * A schedule is as it says now.
     *
     * @param nextDue the next time of its calendar, which a paused schedule leaves out
     * @param retentionCount null: any number
     * @param paused null: false
     * @param store of its backups; null: {@code default}
     * @param restoreDrillCron when its newest backup is drilled, in the same time zone; null: never
     */
    record BackupScheduleChanged(
            ClusterName cluster,
            String scheduleName,
            String cronExpression,
            String timeZone,
            int retentionInHours,
            Instant nextDue,
            Integer retentionCount,
            Boolean paused,
            String store,
            String restoreDrillCron)
            implements BackupEvent {
        /** Without drills, into the default store. */
        public BackupScheduleChanged(
                ClusterName cluster,
                String scheduleName,
                String cronExpression,
                String timeZone,
                int retentionInHours,
                Instant nextDue,
                Integer retentionCount,
                Boolean paused) {
            this(
                    cluster,
                    scheduleName,
                    cronExpression,
                    timeZone,
                    retentionInHours,
                    nextDue,
                    retentionCount,
                    paused,
                    null,
                    null);
        }

        public BackupScheduleChanged {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.text("cronExpression", cronExpression);
            Require.text("timeZone", timeZone);
            Require.present("nextDue", nextDue);
            Require.positive("retentionCount", retentionCount);
            paused = paused != null && paused;
        }
    }

    /** A schedule is gone. */
    record BackupScheduleDeleted(ClusterName cluster, String scheduleName) implements BackupEvent {
        public BackupScheduleDeleted {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /**
     * A schedule's time has come: raised exactly once per due time.
     *
     * @param missed how many earlier due times passed while nobody could raise them; this one catches up for all of them
     * @param store name of a configured store; null: {@code default}
     * @param retentionInHours how long the backup is kept when its schedule is no more; 0 or null: for ever
     * @param retentionCount how many of them are; null: any number
     * @param copyTo another configured store that gets a copy when the backup is complete; null: none
     */
    record BackupDue(
            ClusterName cluster,
            String scheduleName,
            Instant dueAt,
            int missed,
            List<String> keyspaces,
            String store,
            Integer retentionInHours,
            Integer retentionCount,
            String copyTo)
            implements BackupEvent {
        /** Without a copy. */
        public BackupDue(
                ClusterName cluster,
                String scheduleName,
                Instant dueAt,
                int missed,
                List<String> keyspaces,
                String store,
                Integer retentionInHours,
                Integer retentionCount) {
            this(cluster, scheduleName, dueAt, missed, keyspaces, store, retentionInHours, retentionCount, null);
        }

        public BackupDue {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
            Require.present("dueAt", dueAt);
            Require.notNegative("missed", missed);
            keyspaces = Require.list("keyspaces", keyspaces);
            if (store != null) {
                Require.text("store", store);
            }
            Require.notNegative("retentionInHours", retentionInHours == null ? 0 : retentionInHours);
            Require.positive("retentionCount", retentionCount);
            if (copyTo != null) {
                Require.text("copyTo", copyTo);
            }
        }
    }

    /** A backup began. */
    record BackupStarted(ClusterName cluster, String backupId, List<String> keyspaces, int nodeCount)
            implements BackupEvent {
        public BackupStarted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            keyspaces = Require.list("keyspaces", keyspaces);
        }
    }

    /**
     * Every node's manifest and then the backup's own are in the store.
     *
     * @param filesTotal SSTable components that the backup consists of
     * @param bytesTotal their size
     * @param bytesSent what the store did not have yet
     * @param store where it is; null: {@code default}
     */
    record BackupCompleted(
            ClusterName cluster,
            String backupId,
            String location,
            long filesTotal,
            long bytesTotal,
            long bytesSent,
            Instant snapshotAt,
            Duration took,
            String store)
            implements BackupEvent {
        /** In the store that is called {@code default}. */
        public BackupCompleted(
                ClusterName cluster,
                String backupId,
                String location,
                long filesTotal,
                long bytesTotal,
                long bytesSent,
                Instant snapshotAt,
                Duration took) {
            this(cluster, backupId, location, filesTotal, bytesTotal, bytesSent, snapshotAt, took, null);
        }

        public BackupCompleted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("location", location);
            Require.notNegative("filesTotal", filesTotal);
            Require.notNegative("bytesTotal", bytesTotal);
            Require.notNegative("bytesSent", bytesSent);
            Require.present("snapshotAt", snapshotAt);
            Require.present("took", took);
        }
    }

    /**
     * Everything that was read back from a store is what was stored there; other stores' copies are not meant.
     *
     * @param filesRead of {@code filesTotal}; each once, whichever node had it
     * @param store which; null: {@code default}
     */
    record BackupVerified(
            ClusterName cluster,
            String backupId,
            int filesRead,
            int filesTotal,
            long bytesRead,
            Duration took,
            String store)
            implements BackupEvent {
        public BackupVerified {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.notNegative("filesRead", filesRead);
            Require.notNegative("filesTotal", filesTotal);
            Require.notNegative("bytesRead", bytesRead);
            Require.present("took", took);
        }
    }

    /**
     * Parts of a backup are missing in a store, or are not what was stored: it cannot be restored whole from there.
     *
     * @param store which; null: {@code default}
     */
    record BackupCorrupt(ClusterName cluster, String backupId, List<CorruptPart> parts, String store)
            implements BackupEvent {
        public BackupCorrupt {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            parts = Require.notEmpty("parts", parts);
        }
    }

    /**
     * A part of a backup that is not what was stored.
     *
     * @param part a document, or {@code <node> <keyspace>.<table> <file>}
     */
    record CorruptPart(String part, String reason) {
        public CorruptPart {
            Require.text("part", part);
            Require.text("reason", reason);
        }
    }

    /**
     * A backup could not be read back from a store: whether it is well there is not known.
     *
     * @param store which; null: {@code default}
     */
    record BackupNotVerified(ClusterName cluster, String backupId, ProvisionError error, String store)
            implements BackupEvent {
        public BackupNotVerified {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("error", error);
        }
    }

    /** A backup gave up; it is never counted as one. */
    record BackupFailed(ClusterName cluster, String backupId, ProvisionError error) implements BackupEvent {
        public BackupFailed {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("error", error);
        }
    }

    /**
     * A complete backup is in another store too: documents and contents were written there, and each was found again.
     *
     * @param store where it was made
     * @param copyTo where it is now, too
     * @param objects contents that it consists of
     * @param bytesSent what the other store did not have yet
     */
    record BackupCopied(
            ClusterName cluster,
            String backupId,
            String store,
            String copyTo,
            String location,
            long objects,
            long bytesTotal,
            long bytesSent,
            Duration took)
            implements BackupEvent {
        public BackupCopied {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("store", store);
            Require.text("copyTo", copyTo);
            Require.text("location", location);
            Require.notNegative("objects", objects);
            Require.notNegative("bytesTotal", bytesTotal);
            Require.notNegative("bytesSent", bytesSent);
            Require.present("took", took);
        }
    }

    /** A copy gave up; the backup itself is as it was, and asking again goes on where this ended. */
    record BackupCopyFailed(ClusterName cluster, String backupId, String store, String copyTo, ProvisionError error)
            implements BackupEvent {
        public BackupCopyFailed {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.text("store", store);
            Require.text("copyTo", copyTo);
            Require.present("error", error);
        }
    }

    /**
     * A backup is in a store no more.
     *
     * @param store which; null: the one that it was made into
     */
    record BackupDeleted(ClusterName cluster, String backupId, Reason reason, String store) implements BackupEvent {
        /** From the store that it was made into. */
        public BackupDeleted(ClusterName cluster, String backupId, Reason reason) {
            this(cluster, backupId, reason, null);
        }

        public BackupDeleted {
            Require.present("cluster", cluster);
            Require.text("backupId", backupId);
            Require.present("reason", reason);
        }

        /** Why it had to go. */
        public enum Reason {
            ASKED_FOR,
            TOO_OLD,
            TOO_MANY,
            /** It was never completed, and nobody works on it any more. */
            ABANDONED
        }
    }

    /**
     * Backups that retention let go are deleted, and with them what only they needed.
     *
     * @param objectsKept contents that are needed, or too young to tell
     */
    record RetentionApplied(
            ClusterName cluster,
            int backupsDeleted,
            long objectsDeleted,
            long bytesFreed,
            long objectsKept,
            Duration took)
            implements BackupEvent {
        public RetentionApplied {
            Require.present("cluster", cluster);
            Require.notNegative("backupsDeleted", backupsDeleted);
            Require.notNegative("objectsDeleted", objectsDeleted);
            Require.notNegative("bytesFreed", bytesFreed);
            Require.notNegative("objectsKept", objectsKept);
            Require.present("took", took);
        }
    }

    /** Retention was not applied to the end; it is tried again. */
    record RetentionFailed(ClusterName cluster, ProvisionError error) implements BackupEvent {
        public RetentionFailed {
            Require.present("cluster", cluster);
            Require.present("error", error);
        }
    }

    /**
     * Something that must be alone with a cluster's copies asks for its turn.
     *
     * @param holder a kind of process and its id, e.g. {@code backup/nightly-20261123T020000Z}
     */
    record TurnRequested(ClusterName cluster, String holder) implements BackupEvent {
        public TurnRequested {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** It has its turn until it says that it ended. */
    record TurnGranted(ClusterName cluster, String holder) implements BackupEvent {
        public TurnGranted {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** Too many wait already. */
    record TurnRefused(ClusterName cluster, String holder, String reason) implements BackupEvent {
        public TurnRefused {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
            Require.text("reason", reason);
        }
    }

    /** Whoever had its turn, or waited for it, needs it no more. */
    record TurnEnded(ClusterName cluster, String holder) implements BackupEvent {
        public TurnEnded {
            Require.present("cluster", cluster);
            Require.text("holder", holder);
        }
    }

    /** A command was not carried out. */
    record BackupRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String backupId)
            implements BackupEvent, Refusal {
        public BackupRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /**
     * A restore passed its checks and begins to fetch; nothing is touched yet.
     *
     * @param bytesTotal to be fetched by all nodes together
     * @param forecast of the whole restore
     */
    record RestoreStarted(
            ClusterName cluster,
            String restoreId,
            ClusterName sourceCluster,
            String backupId,
            int nodeCount,
            long bytesTotal,
            Duration forecast)
            implements BackupEvent {
        public RestoreStarted {
            Require.present("cluster", cluster);
            Require.text("restoreId", restoreId);
            Require.present("sourceCluster", sourceCluster);
            Require.text("backupId", backupId);
            Require.notNegative("bytesTotal", bytesTotal);
            Require.present("forecast", forecast);
        }
    }

    /**
     * How far a restore is; at most one a second.
     *
     * @param phase of {@code STAGE}, {@code REPLAY}, {@code EXPECT}, {@code SCHEMA}, {@code IMPORT}, {@code CLEANUP}, {@code VIEWS},
     *     {@code VERIFY}, {@code CLEAR}
     * @param nodesDone with this phase
     * @param bytesDone fetched so far
     * @param forecastLeft until the restore is over; null: cannot be said
     */
    record RestoreProgress(
            ClusterName cluster,
            String restoreId,
            String phase,
            int nodesDone,
            int nodesTotal,
            long bytesDone,
            long bytesTotal,
            Duration forecastLeft)
            implements BackupEvent {
        public RestoreProgress {
            Require.present("cluster", cluster);
            Require.text("restoreId", restoreId);
            Require.text("phase", phase);
            Require.notNegative("bytesDone", bytesDone);
            Require.notNegative("bytesTotal", bytesTotal);
        }
    }

    /** The data is back, and was read again. */
    record RestoreCompleted(ClusterName cluster, String restoreId, List<RestoredTable> tables, Duration took)
            implements BackupEvent {
        public RestoreCompleted {
            Require.present("cluster", cluster);
            Require.text("restoreId", restoreId);
            tables = Require.list("tables", tables);
            Require.present("took", took);
        }
    }

    /**
     * A table as it was read after the restore.
     *
     * @param table as {@code keyspace.table}, named as it is now
     * @param digest over its rows in any order, in hexadecimal; null: rows were counted only
     * @param verified whether rows and digest are those of the backup's files; false: there was nothing to compare with
     */
    record RestoredTable(String table, long rows, String digest, boolean verified) {
        public RestoredTable {
            Require.tableName("table", table);
            Require.notNegative("rows", rows);
        }
    }

    /** A restore gave up; the message says what it had touched. */
    record RestoreFailed(ClusterName cluster, String restoreId, ProvisionError error) implements BackupEvent {
        public RestoreFailed {
            Require.present("cluster", cluster);
            Require.text("restoreId", restoreId);
            Require.present("error", error);
        }
    }

    /** A restore was not begun; nothing was touched. */
    record RestoreRefused(
            ClusterName cluster,
            String command,
            Refusal.Kind kind,
            List<Refusal.Violation> violations,
            String restoreId)
            implements BackupEvent, Refusal {
        public RestoreRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /**
     * A restore drill began.
     *
     * @param scratchCluster which is created for it and deleted afterwards
     */
    record RestoreDrillStarted(
            ClusterName cluster, String drillId, String backupId, String store, ClusterName scratchCluster)
            implements BackupEvent {
        public RestoreDrillStarted {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("backupId", backupId);
            Require.text("store", store);
            Require.present("scratchCluster", scratchCluster);
        }
    }

    /**
     * Every row that the backup's files hold was read again from a cluster that they were restored into.
     *
     * @param tables each compared by row count and by a digest over its rows, which was computed from the backup's files
     *     without Cassandra
     * @param bytes fetched from the store
     * @param forecast of the restore, as it was said when it began
     * @param restoreTook from asking for the restore to its end, rows compared
     * @param took with creating the scratch cluster and deleting it
     * @param leftBehind the scratch cluster, when it could not be deleted; null: it is gone
     */
    record RestoreDrillCompleted(
            ClusterName cluster,
            String drillId,
            String backupId,
            String store,
            List<RestoredTable> tables,
            long rows,
            long bytes,
            Duration forecast,
            Duration restoreTook,
            Duration took,
            ClusterName leftBehind)
            implements BackupEvent {
        public RestoreDrillCompleted {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("backupId", backupId);
            Require.text("store", store);
            tables = Require.notEmpty("tables", tables);
            Require.notNegative("rows", rows);
            Require.notNegative("bytes", bytes);
            Require.present("restoreTook", restoreTook);
            Require.present("took", took);
        }
    }

    /**
     * A restore drill did not show that the backup can be restored; the error says how far it came.
     *
     * @param backupId null: none was chosen
     * @param leftBehind the scratch cluster, when it could not be deleted; null: it is gone, or was never there
     */
    record RestoreDrillFailed(
            ClusterName cluster, String drillId, String backupId, ProvisionError error, ClusterName leftBehind)
            implements BackupEvent {
        public RestoreDrillFailed {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.present("error", error);
        }
    }

    /** A restore drill was not begun; nothing was created. */
    record RestoreDrillRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String drillId)
            implements BackupEvent, Refusal {
        public RestoreDrillRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }

    /** The gateway refused somebody; travels under {@link FailoverCommand#EVERY_CLUSTER} where the endpoint names no cluster. */
    record AccessDenied(ClusterName cluster, Denial denial) implements BackupEvent {
        public AccessDenied {
            Require.present("cluster", cluster);
            Require.present("denial", denial);
        }
    }
}
