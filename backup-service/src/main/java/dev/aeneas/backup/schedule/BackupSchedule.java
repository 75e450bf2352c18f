package dev.aeneas.backup.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleChanged;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;

/** A schedule: one process per cluster and schedule name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BackupSchedule.Active.class, name = "active"),
    @JsonSubTypes.Type(value = BackupSchedule.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = BackupSchedule.Deleted.class, name = "deleted")
})
public sealed interface BackupSchedule {
    ClusterName cluster();

    String scheduleName();

    /** A schedule that there is. */
    sealed interface Present extends BackupSchedule permits Active, Paused {
        /** As it was put last. */
        PutBackupSchedule plan();

        /** What it raised last; null: nothing yet. */
        Raised last();

        /** The same with another plan of the same calendar. */
        Present with(PutBackupSchedule changed);

        /** The same after a backup was asked for. */
        Present raised(Raised raised);

        @Override
        default ClusterName cluster() {
            return plan().cluster();
        }

        @Override
        default String scheduleName() {
            return plan().scheduleName();
        }

        /** The calendar of this schedule. */
        default DueTimes dueTimes() {
            return DueTimes.parse(plan().cronExpression(), plan().timeZone());
        }

        default Deleted delete() {
            return new Deleted(cluster(), scheduleName());
        }
    }

    /**
     * A schedule that raises {@code BackupDue}.
     *
     * @param nextDue raised when it comes, and only then replaced by a later one
     */
    record Active(PutBackupSchedule plan, Instant nextDue, Raised last) implements Present {
        Active next(Instant due) {
            return new Active(plan, due, last);
        }

        Paused pause() {
            return new Paused(plan, last);
        }

        @Override
        public Active with(PutBackupSchedule changed) {
            return new Active(changed, nextDue, last);
        }

        @Override
        public Active raised(Raised raised) {
            return new Active(plan, nextDue, raised);
        }
    }

    /** A schedule that lets its times pass. */
    record Paused(PutBackupSchedule plan, Raised last) implements Present {
        Active resume(Instant nextDue) {
            return new Active(plan, nextDue, last);
        }

        @Override
        public Paused with(PutBackupSchedule changed) {
            return new Paused(changed, last);
        }

        @Override
        public Paused raised(Raised raised) {
            return new Paused(plan, raised);
        }
    }

    /** A schedule that was; putting it again revives it. */
    record Deleted(ClusterName cluster, String scheduleName) implements BackupSchedule {}

    /**
     * A backup that a schedule asked for.
     *
     * @param missed earlier due times that it caught up for
     */
    record Raised(Instant dueAt, Instant raisedAt, int missed) {
        BackupDue by(Present schedule) {
            var plan = schedule.plan();
            return new BackupDue(
                    plan.cluster(),
                    plan.scheduleName(),
                    dueAt,
                    missed,
                    plan.keyspaces(),
                    plan.store(),
                    plan.retentionInHours(),
                    plan.retentionCount(),
                    plan.copyTo());
        }
    }

    /** What there is to tell of a schedule that changed. */
    static BackupScheduleChanged changed(Present schedule, Instant nextDue) {
        var plan = schedule.plan();
        return new BackupScheduleChanged(
                plan.cluster(),
                plan.scheduleName(),
                plan.cronExpression(),
                plan.timeZone(),
                plan.retentionInHours(),
                nextDue,
                plan.retentionCount(),
                schedule instanceof Paused,
                plan.store(),
                plan.restoreDrillCron());
    }
}
