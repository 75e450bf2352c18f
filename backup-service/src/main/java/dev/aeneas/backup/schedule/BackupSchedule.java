package dev.aeneas.backup.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.BackupCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupEvent.BackupDue;
import dev.aeneas.contracts.BackupEvent.BackupScheduleChanged;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.List;

/** A schedule: one process per cluster and schedule name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BackupSchedule.Active.class, name = "active"),
    @JsonSubTypes.Type(value = BackupSchedule.Deleted.class, name = "deleted")
})
public sealed interface BackupSchedule {
    ClusterName cluster();

    String scheduleName();

    /**
     * A schedule that raises {@code BackupDue}.
     *
     * @param keyspaces empty: every user keyspace
     * @param nextDue raised when it comes, and only then replaced by a later one
     */
    record Active(
            ClusterName cluster,
            String scheduleName,
            String cronExpression,
            String timeZone,
            int retentionInHours,
            List<String> keyspaces,
            Instant nextDue)
            implements BackupSchedule {

        static Active of(PutBackupSchedule command, Instant nextDue) {
            return new Active(
                    command.cluster(),
                    command.scheduleName(),
                    command.cronExpression(),
                    command.timeZone(),
                    command.retentionInHours(),
                    command.keyspaces(),
                    nextDue);
        }

        Active next(Instant due) {
            return new Active(cluster, scheduleName, cronExpression, timeZone, retentionInHours, keyspaces, due);
        }

        Deleted delete() {
            return new Deleted(cluster, scheduleName);
        }

        BackupScheduleChanged changed() {
            return new BackupScheduleChanged(
                    cluster, scheduleName, cronExpression, timeZone, retentionInHours, nextDue);
        }

        BackupDue due(DueTimes.Due due) {
            return new BackupDue(cluster, scheduleName, due.at(), due.missed(), keyspaces, null);
        }

        /** The calendar of this schedule. */
        public DueTimes dueTimes() {
            return DueTimes.parse(cronExpression, timeZone);
        }
    }

    /** A schedule that was; putting it again revives it. */
    record Deleted(ClusterName cluster, String scheduleName) implements BackupSchedule {}
}
