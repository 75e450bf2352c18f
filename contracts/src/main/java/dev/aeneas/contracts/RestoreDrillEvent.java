package dev.aeneas.contracts;

import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.util.List;

/** What became of a restore into a scratch cluster. */
public sealed interface RestoreDrillEvent extends BackupEvent {

    /**
     * A restore drill began.
     *
     * @param scratchCluster which is created for it and deleted afterwards
     */
    record RestoreDrillStarted(
            ClusterName cluster, String drillId, String backupId, String store, ClusterName scratchCluster)
            implements RestoreDrillEvent {
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
            implements RestoreDrillEvent {
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
            implements RestoreDrillEvent {
        public RestoreDrillFailed {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.present("error", error);
        }
    }

    /** A restore drill was not begun; nothing was created. */
    record RestoreDrillRefused(
            ClusterName cluster, String command, Refusal.Kind kind, List<Refusal.Violation> violations, String drillId)
            implements RestoreDrillEvent, Refusal {
        public RestoreDrillRefused {
            Require.present("cluster", cluster);
            Require.text("command", command);
            Require.present("kind", kind);
            violations = Require.notEmpty("violations", violations);
        }
    }
}
