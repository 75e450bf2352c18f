package dev.aeneas.backup.schedule;

import dev.aeneas.backup.refusal.KeyspaceRules;
import dev.aeneas.backup.refusal.StoreRules;
import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.Refusal.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a schedule must obey beyond the shape of its fields. */
final class ScheduleRules {
    /** Enough coming due times to meet the longest interval of what people write: weekdays, months. */
    private static final int DUE_TIMES_LOOKED_AT = 64;

    private ScheduleRules() {}

    /** Every rule that the schedule breaks. */
    static List<Violation> check(PutBackupSchedule schedule, Set<String> stores, Instant now) {
        var violations = new ArrayList<Violation>();
        try {
            checkTimes(schedule, DueTimes.parse(schedule.cronExpression(), schedule.timeZone()), now, violations);
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("cronExpression", e.getMessage()));
        }
        checkDrills(schedule, now, violations);
        violations.addAll(KeyspaceRules.check(schedule.keyspaces()));
        violations.addAll(StoreRules.check(schedule.store(), schedule.copyTo(), stores));
        return violations;
    }

    private static void checkDrills(PutBackupSchedule schedule, Instant now, List<Violation> violations) {
        if (schedule.restoreDrillCron() == null) {
            return;
        }
        try {
            if (DueTimes.parse(schedule.restoreDrillCron(), schedule.timeZone())
                    .next(now)
                    .isEmpty()) {
                violations.add(new Violation("restoreDrillCron", "never comes"));
            }
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("restoreDrillCron", e.getMessage()));
        }
    }

    private static void checkTimes(
            PutBackupSchedule schedule, DueTimes times, Instant now, List<Violation> violations) {
        if (times.next(now).isEmpty()) {
            violations.add(new Violation("cronExpression", "never comes"));
        }
        var retention = Duration.ofHours(schedule.retentionInHours());
        // By the calendar alone: the hour that autumn adds would refuse a nightly schedule kept for 24 hours.
        DueTimes.parse(schedule.cronExpression(), "UTC")
                .longestInterval(now, DUE_TIMES_LOOKED_AT)
                .filter(interval -> !retention.isZero() && retention.compareTo(interval) < 0)
                .ifPresent(interval -> violations.add(new Violation("retentionInHours", tooShort(interval))));
    }

    private static String tooShort(Duration interval) {
        var hours = interval.plusHours(1).minusNanos(1).toHours();
        return "must be at least " + hours + ", the longest time between two backups of this schedule, or 0 for ever:"
                + " otherwise the last backup goes before the next one comes";
    }
}
