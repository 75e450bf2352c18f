package dev.aeneas.backup.schedule;

import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.schedule.BackupSchedule.Paused;
import dev.aeneas.backup.schedule.BackupSchedule.Present;
import dev.aeneas.backup.schedule.BackupSchedule.Raised;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupScheduleCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PauseBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.ResumeBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.RunBackupSchedule;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleDeleted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** What a schedule makes of commands and of its time coming. */
final class ScheduleDecisions {
    private final KnownClusters clusters;
    private final Set<String> stores;

    ScheduleDecisions(KnownClusters clusters, Set<String> stores) {
        this.clusters = clusters;
        this.stores = stores;
    }

    Decision<BackupSchedule> put(Optional<BackupSchedule> state, Received<PutBackupSchedule> input) {
        var command = input.body();
        if (clusters.find(command.cluster()).isEmpty()) {
            return Decision.of(state.orElse(null), Refusals.of(command).unknownCluster());
        }
        var violations = ScheduleRules.check(command, stores, input.at());
        if (!violations.isEmpty()) {
            return Decision.of(state.orElse(null), Refusals.of(command).because(Kind.INVALID, violations));
        }
        var present = state.filter(Present.class::isInstance)
                .map(Present.class::cast)
                .map(schedule -> replaced(schedule, command, input.at()))
                .orElseGet(() -> new Active(command, next(command, input.at()), null));
        return changed(present, input.at());
    }

    /** The same calendar again changes nothing: a due time that is just passing must not be stepped over. */
    private static Present replaced(Present schedule, PutBackupSchedule command, Instant now) {
        var was = schedule.plan();
        boolean sameCalendar = was.cronExpression().equals(command.cronExpression())
                && was.timeZone().equals(command.timeZone());
        return sameCalendar || !(schedule instanceof Active active)
                ? schedule.with(command)
                : active.with(command).next(next(command, now));
    }

    Decision<BackupSchedule> pause(Present schedule, Received<PauseBackupSchedule> input) {
        return schedule instanceof Active active ? changed(active.pause(), input.at()) : Decision.of(schedule);
    }

    Decision<BackupSchedule> resume(Present schedule, Received<ResumeBackupSchedule> input) {
        return schedule instanceof Paused paused
                ? changed(paused.resume(next(paused.plan(), input.at())), input.at())
                : Decision.of(schedule);
    }

    /** By the second, since that is what a backup is named after. */
    Decision<BackupSchedule> runNow(Present schedule, Received<RunBackupSchedule> input) {
        var raised = new Raised(input.at().truncatedTo(ChronoUnit.SECONDS), input.at(), 0);
        return Decision.of(schedule.raised(raised), raised.by(schedule));
    }

    Decision<BackupSchedule> delete(Present schedule, Received<DeleteBackupSchedule> input) {
        return Decision.of(schedule.delete(), gone(schedule));
    }

    Decision<BackupSchedule> wake(BackupSchedule schedule, Received<Wake> input) {
        // A wake that was under way when the calendar changed is not for this calendar.
        if (!(schedule instanceof Active active)
                || !active.nextDue().equals(input.body().due())) {
            return Decision.of(schedule);
        }
        return clusters.find(active.cluster()).isEmpty()
                ? Decision.of(active.delete(), gone(active))
                : due(active, input.at());
    }

    private static Decision<BackupSchedule> due(Active active, Instant at) {
        var times = active.dueTimes();
        // A timer counts whole milliseconds and may be a little early.
        var now = at.isBefore(active.nextDue()) ? active.nextDue() : at;
        var due = times.newest(active.nextDue(), now);
        var raised = new Raised(due.at(), at, due.missed());
        return times.next(due.at())
                .map(next -> Decision.<BackupSchedule>of(active.next(next).raised(raised), raised.by(active)))
                .orElseGet(() -> Decision.of(active.delete(), raised.by(active), gone(active)));
    }

    private static Decision<BackupSchedule> changed(Present schedule, Instant now) {
        var nextDue = schedule instanceof Active active ? active.nextDue() : next(schedule.plan(), now);
        return Decision.of(schedule, BackupSchedule.changed(schedule, nextDue));
    }

    private static Instant next(PutBackupSchedule plan, Instant now) {
        return DueTimes.parse(plan.cronExpression(), plan.timeZone()).next(now).orElseThrow();
    }

    private static BackupScheduleDeleted gone(Present schedule) {
        return new BackupScheduleDeleted(schedule.cluster(), schedule.scheduleName());
    }
}
