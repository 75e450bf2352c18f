package dev.aeneas.contracts;

import java.time.Duration;
import java.util.List;

/** What became of a restore. */
public sealed interface RestoreEvent extends BackupEvent {

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
            implements RestoreEvent {
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
            implements RestoreEvent {
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
            implements RestoreEvent {
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
    record RestoreFailed(ClusterName cluster, String restoreId, ProvisionError error) implements RestoreEvent {
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
            implements RestoreEvent, Refusal {
        public RestoreRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }
}
