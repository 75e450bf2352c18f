package dev.aeneas.backup.adapter.rest;

import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.ClusterName;
import java.util.List;

/** A schedule as it is put; cluster and name are in the path. */
public record ScheduleBody(
        String cronExpression,
        String timeZone,
        int retentionInHours,
        List<String> keyspaces,
        String store,
        Integer retentionCount,
        String copyTo,
        String restoreDrillCron) {
    PutBackupSchedule command(ClusterName cluster, String name) {
        return new PutBackupSchedule(
                cluster,
                name,
                cronExpression,
                timeZone,
                retentionInHours,
                keyspaces,
                store,
                retentionCount,
                copyTo,
                restoreDrillCron);
    }
}
