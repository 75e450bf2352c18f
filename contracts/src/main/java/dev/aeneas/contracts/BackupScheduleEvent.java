package dev.aeneas.contracts;

import java.time.Instant;
import java.util.List;

/** What became of the schedules of backups, and what they raise. */
public sealed interface BackupScheduleEvent extends BackupEvent {

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
            implements BackupScheduleEvent {
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
    record BackupScheduleDeleted(ClusterName cluster, String scheduleName) implements BackupScheduleEvent {
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
            implements BackupScheduleEvent {
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
}
