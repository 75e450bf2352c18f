package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.advice.LoadHistory;
import dev.aeneas.backup.advice.ScheduleAdvice;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.schedule.BackupSchedule.Present;
import dev.aeneas.backup.schedule.BackupSchedule.Raised;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schedule as it is shown; what does not apply is left out.
 *
 * @param nextDue the coming due times, soonest first; those of a paused schedule are left out when they come
 * @param last the backup that it asked for last, and how many missed ones this caught up for
 * @param advice null: the load at its due times was not observed yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleView(
        ClusterName cluster,
        String scheduleName,
        String cronExpression,
        String timeZone,
        int retentionInHours,
        Integer retentionCount,
        List<String> keyspaces,
        String store,
        String copyTo,
        String restoreDrillCron,
        boolean paused,
        List<Instant> nextDue,
        Raised last,
        ScheduleAdvice advice) {

    static ScheduleView of(Present schedule, int shown, Instant now) {
        var plan = schedule.plan();
        return new ScheduleView(
                plan.cluster(),
                plan.scheduleName(),
                plan.cronExpression(),
                plan.timeZone(),
                plan.retentionInHours(),
                plan.retentionCount(),
                plan.keyspaces(),
                BackupStores.nameOf(plan.store()),
                plan.copyTo(),
                plan.restoreDrillCron(),
                !(schedule instanceof Active),
                coming(schedule, shown, now),
                schedule.last(),
                null);
    }

    /** The same with what is known of the load at its due times. */
    ScheduleView with(LoadHistory load, double busyFactor) {
        var known = ScheduleAdvice.of(load, nextDue, ZoneId.of(timeZone), busyFactor);
        return new ScheduleView(
                cluster,
                scheduleName,
                cronExpression,
                timeZone,
                retentionInHours,
                retentionCount,
                keyspaces,
                store,
                copyTo,
                restoreDrillCron,
                paused,
                nextDue,
                last,
                known.orElse(null));
    }

    private static List<Instant> coming(Present schedule, int shown, Instant now) {
        if (!(schedule instanceof Active active)) {
            return schedule.dueTimes().next(now, shown);
        }
        var later = schedule.dueTimes().next(active.nextDue(), shown - 1);
        return Stream.concat(Stream.of(active.nextDue()), later.stream()).toList();
    }
}
