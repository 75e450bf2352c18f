package dev.aeneas.failover.drill.schedule;

import dev.aeneas.contracts.DrillScheduleEvent.DrillMissed;
import dev.aeneas.contracts.DrillScheduleEvent.DrillScheduleDeleted;
import dev.aeneas.contracts.FailoverCommand.DeleteDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PauseDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PutDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.ResumeDrillSchedule;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.schedule.DrillSchedule.Standing;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a schedule of drills makes of commands and of its time coming. */
final class DrillScheduleDecisions {
    private final Duration late;

    DrillScheduleDecisions(Duration late) {
        this.late = late;
    }

    Decision<DrillSchedule> put(Optional<DrillSchedule> before, Received<PutDrillSchedule> in) {
        var plan = in.body();
        var broken = broken(plan, in.at());
        if (!broken.isEmpty()) {
            return Decision.of(before.orElse(null), DrillScheduleProcess.refused(plan, Kind.INVALID, broken));
        }
        var next = next(plan, in.at()).orElseThrow();
        var schedule = before.filter(DrillSchedule::exists)
                .map(known -> known.replaced(plan, sameCalendar(known, plan) ? known.nextDue() : next))
                .orElseGet(() -> DrillSchedule.of(plan, next));
        return Decision.of(schedule, schedule.said());
    }

    Decision<DrillSchedule> pause(DrillSchedule schedule, Received<PauseDrillSchedule> in) {
        var paused = schedule.in(Standing.PAUSED, schedule.nextDue());
        return schedule.active() ? Decision.of(paused, paused.said()) : Decision.of(schedule);
    }

    Decision<DrillSchedule> resume(DrillSchedule schedule, Received<ResumeDrillSchedule> in) {
        if (schedule.active()) {
            return Decision.of(schedule);
        }
        return next(schedule.plan(), in.at())
                .map(due -> schedule.in(Standing.ACTIVE, due))
                .map(resumed -> Decision.of(resumed, resumed.said()))
                .orElseGet(() -> gone(schedule, List.of()));
    }

    Decision<DrillSchedule> delete(DrillSchedule schedule, Received<DeleteDrillSchedule> in) {
        return gone(schedule, List.of());
    }

    /** Begins the one that is due now; those that passed while nobody was there are only told. */
    Decision<DrillSchedule> wake(DrillSchedule schedule, Received<Wake> in) {
        // one that was under way when the calendar changed is not for this calendar
        if (!schedule.active() || !schedule.nextDue().equals(in.body().due())) {
            return Decision.of(schedule);
        }
        // a timer may be a little early
        var now = in.at().isBefore(schedule.nextDue()) ? schedule.nextDue() : in.at();
        var passed = schedule.dueTimes().passed(schedule.nextDue(), now);
        var newest = passed.get(passed.size() - 1);
        boolean inTime = !now.isAfter(newest.plus(late));
        int missed = passed.size() - (inTime ? 1 : 0);
        var said = new ArrayList<Message>();
        var after = schedule;
        if (missed > 0) {
            var last = passed.get(missed - 1);
            said.add(new DrillMissed(schedule.cluster(), schedule.name(), last, missed));
            after = after.missed(missed, last, schedule.nextDue());
        }
        if (inTime) {
            var drill = schedule.drillAt(newest);
            said.add(drill);
            after = after.began(drill, schedule.nextDue());
        }
        var remembered = after;
        return next(schedule.plan(), now)
                .map(due -> Decision.of(remembered.in(Standing.ACTIVE, due), said.toArray(Message[]::new)))
                .orElseGet(() -> gone(remembered, said));
    }

    private static Decision<DrillSchedule> gone(DrillSchedule schedule, List<Message> said) {
        var all = new ArrayList<>(said);
        all.add(new DrillScheduleDeleted(schedule.cluster(), schedule.name()));
        return Decision.of(schedule.in(Standing.DELETED, schedule.nextDue()), all.toArray(Message[]::new));
    }

    /** The same calendar again must not step over a due time that is just passing. */
    private static boolean sameCalendar(DrillSchedule known, PutDrillSchedule plan) {
        return known.plan().cronExpression().equals(plan.cronExpression())
                && known.plan().timeZone().equals(plan.timeZone());
    }

    private static List<Violation> broken(PutDrillSchedule plan, Instant now) {
        var broken = new ArrayList<Violation>();
        try {
            if (next(plan, now).isEmpty()) {
                broken.add(new Violation("cronExpression", "must come; it never does"));
            }
        } catch (DateTimeException e) {
            broken.add(new Violation("timeZone", "must be an IANA name; " + e.getMessage()));
        } catch (IllegalArgumentException e) {
            broken.add(new Violation("cronExpression", "must be five Unix fields; " + e.getMessage()));
        }
        if (!plan.drill().cluster().equals(plan.cluster())) {
            broken.add(new Violation("drill.cluster", "must be the schedule's, " + plan.cluster()));
        }
        return broken;
    }

    private static Optional<Instant> next(PutDrillSchedule plan, Instant after) {
        return DueTimes.parse(plan.cronExpression(), plan.timeZone()).next(after);
    }
}
