package dev.aeneas.backup.drill;

import dev.aeneas.backup.schedule.DueTimes;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleChanged;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleDeleted;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When backups of a schedule are drilled: one process for each backup schedule, which follows what that says.
 *
 * @param nextDue null: the schedule is paused, deleted, or has no drills
 */
public record DrillSchedule(
        ClusterName cluster, String scheduleName, String store, String cron, String timeZone, Instant nextDue) {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The table. */
    public static ProcessKind<DrillSchedule> kind() {
        return ProcessKind.of("drill-schedule", DrillSchedule.class)
                .opens(BackupScheduleChanged.class, e -> id(e.cluster(), e.scheduleName()), DrillSchedule::changed)
                .on(
                        BackupScheduleDeleted.class,
                        e -> id(e.cluster(), e.scheduleName()),
                        (schedule, in) -> Decision.of(schedule.due(null)))
                .onReport(Wake.class, DrillSchedule::woken)
                .wakeAt(schedule -> Optional.ofNullable(schedule.nextDue()))
                .closedWhen(schedule -> schedule.nextDue() == null)
                .build();
    }

    public static String id(ClusterName cluster, String scheduleName) {
        return cluster + "/" + scheduleName;
    }

    /** The same calendar again changes nothing: a due time that is just passing must not be stepped over. */
    private static Decision<DrillSchedule> changed(
            Optional<DrillSchedule> state, Received<BackupScheduleChanged> input) {
        var schedule = input.body();
        boolean drills = schedule.restoreDrillCron() != null && !schedule.paused();
        if (!drills) {
            return Decision.of(state.map(known -> known.due(null)).orElse(null));
        }
        var put = new DrillSchedule(
                schedule.cluster(),
                schedule.scheduleName(),
                schedule.store(),
                schedule.restoreDrillCron(),
                schedule.timeZone(),
                null);
        var same =
                state.filter(known -> known.nextDue() != null && known.due(null).sameCalendar(put));
        return Decision.of(put.due(same.map(DrillSchedule::nextDue).orElseGet(() -> put.next(input.at()))));
    }

    private boolean sameCalendar(DrillSchedule other) {
        return cron.equals(other.cron) && timeZone.equals(other.timeZone);
    }

    /** Those that were missed while nobody was there are made up for by one. */
    private static Decision<DrillSchedule> woken(DrillSchedule schedule, Received<Wake> input) {
        var due = input.body().due();
        if (!due.equals(schedule.nextDue())) {
            return Decision.of(schedule);
        }
        var now = due.isAfter(input.at()) ? due : input.at();
        var drill = new DrillRestore(
                schedule.cluster,
                schedule.scheduleName + "-" + ID.format(due),
                null,
                schedule.scheduleName,
                schedule.store,
                null,
                null,
                null,
                null);
        return Decision.of(schedule.due(schedule.next(now)), drill);
    }

    private Instant next(Instant after) {
        return DueTimes.parse(cron, timeZone).next(after).orElse(null);
    }

    private DrillSchedule due(Instant at) {
        return new DrillSchedule(cluster, scheduleName, store, cron, timeZone, at);
    }
}
