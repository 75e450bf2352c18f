package dev.aeneas.contracts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** When backups are made by themselves. */
public sealed interface BackupScheduleCommand extends BackupCommand {
    String scheduleName();

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
            implements BackupScheduleCommand {
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
    record PauseBackupSchedule(ClusterName cluster, String scheduleName) implements BackupScheduleCommand {
        public PauseBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Raises {@code BackupDue} again, from the next due time on. */
    record ResumeBackupSchedule(ClusterName cluster, String scheduleName) implements BackupScheduleCommand {
        public ResumeBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Raises {@code BackupDue} now, once more than the calendar says, of a paused schedule too. */
    record RunBackupSchedule(ClusterName cluster, String scheduleName) implements BackupScheduleCommand {
        public RunBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }

    /** Removes a schedule; its backups stay. */
    record DeleteBackupSchedule(ClusterName cluster, String scheduleName) implements BackupScheduleCommand {
        public DeleteBackupSchedule {
            Require.present("cluster", cluster);
            Require.identifier("scheduleName", scheduleName);
        }
    }
}
