package dev.aeneas.contracts;

import java.time.Duration;

/** Restores into a scratch cluster. */
public sealed interface RestoreDrillCommand extends BackupCommand {

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
            implements RestoreDrillCommand {
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
    record AbortRestoreDrill(ClusterName cluster, String drillId, String reason) implements RestoreDrillCommand {
        public AbortRestoreDrill {
            Require.present("cluster", cluster);
            Require.text("drillId", drillId);
            Require.text("reason", reason);
        }
    }
}
