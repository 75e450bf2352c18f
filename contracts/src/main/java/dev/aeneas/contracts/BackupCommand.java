package dev.aeneas.contracts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

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
     */
    record PutBackupSchedule(
            ClusterName cluster,
            String scheduleName,
            String cronExpression,
            String timeZone,
            int retentionInHours,
            List<String> keyspaces,
            String store)
            implements BackupCommand {
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
     */
    record StartBackup(ClusterName cluster, String backupId, List<String> keyspaces, String store)
            implements BackupCommand {
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
        }
    }
}
