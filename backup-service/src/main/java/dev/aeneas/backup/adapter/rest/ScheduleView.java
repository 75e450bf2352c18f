package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.schedule.BackupSchedule;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schedule as it is shown.
 *
 * @param nextDue the coming due times, soonest first
 */
public record ScheduleView(
        ClusterName cluster,
        String scheduleName,
        String cronExpression,
        String timeZone,
        int retentionInHours,
        List<String> keyspaces,
        List<Instant> nextDue) {

    static ScheduleView of(BackupSchedule.Active schedule, int shown) {
        var later = schedule.dueTimes().next(schedule.nextDue(), shown - 1);
        return new ScheduleView(
                schedule.cluster(),
                schedule.scheduleName(),
                schedule.cronExpression(),
                schedule.timeZone(),
                schedule.retentionInHours(),
                schedule.keyspaces(),
                Stream.concat(Stream.of(schedule.nextDue()), later.stream()).toList());
    }
}
