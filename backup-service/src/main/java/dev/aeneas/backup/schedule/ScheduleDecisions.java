package dev.aeneas.backup.schedule;

import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.BackupCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupEvent.BackupScheduleDeleted;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;
import java.util.Optional;

/** What a schedule makes of commands and of its time coming. */
public final class ScheduleDecisions {
    private final KnownClusters clusters;

    private ScheduleDecisions(KnownClusters clusters) {
        this.clusters = clusters;
    }

    /** The process, as a table. */
    public static ProcessKind<BackupSchedule> kind(KnownClusters clusters) {
        var decide = new ScheduleDecisions(clusters);
        return ProcessKind.of("schedule", BackupSchedule.class)
                .opens(PutBackupSchedule.class, c -> id(c.cluster(), c.scheduleName()), decide::put)
                .on(
                        DeleteBackupSchedule.class,
                        c -> id(c.cluster(), c.scheduleName()),
                        decide::delete,
                        in -> notFound(in.body()))
                .onReport(Wake.class, decide::wake)
                .wakeAt(ScheduleDecisions::wakeAt)
                .closedWhen(BackupSchedule.Deleted.class::isInstance)
                .build();
    }

    /** The process of a schedule. */
    public static String id(ClusterName cluster, String scheduleName) {
        return cluster + "/" + scheduleName;
    }

    private static Optional<Instant> wakeAt(BackupSchedule schedule) {
        return schedule instanceof Active active ? Optional.of(active.nextDue()) : Optional.empty();
    }

    private Decision<BackupSchedule> put(Optional<BackupSchedule> state, Received<PutBackupSchedule> input) {
        var command = input.body();
        if (clusters.find(command.cluster()).isEmpty()) {
            return Decision.of(state.orElse(null), Refusals.of(command).unknownCluster());
        }
        var violations = ScheduleRules.check(command, input.at());
        if (!violations.isEmpty()) {
            return Decision.of(state.orElse(null), Refusals.of(command).because(Kind.INVALID, violations));
        }
        var active = Active.of(command, nextDue(state, command, input.at()));
        return Decision.of(active, active.changed());
    }

    /** The same calendar again changes nothing: a due time that is just passing must not be stepped over. */
    private static Instant nextDue(Optional<BackupSchedule> state, PutBackupSchedule command, Instant now) {
        return state.filter(Active.class::isInstance)
                .map(Active.class::cast)
                .filter(was -> was.cronExpression().equals(command.cronExpression())
                        && was.timeZone().equals(command.timeZone()))
                .map(Active::nextDue)
                .orElseGet(() -> DueTimes.parse(command.cronExpression(), command.timeZone())
                        .next(now)
                        .orElseThrow());
    }

    private Decision<BackupSchedule> delete(BackupSchedule schedule, Received<DeleteBackupSchedule> input) {
        if (schedule instanceof Active active) {
            return Decision.of(active.delete(), gone(active));
        }
        return Decision.of(schedule, notFound(input.body()));
    }

    private Decision<BackupSchedule> wake(BackupSchedule schedule, Received<Wake> input) {
        // A wake that was under way when the calendar changed is not for this calendar.
        if (!(schedule instanceof Active active)
                || !active.nextDue().equals(input.body().due())) {
            return Decision.of(schedule);
        }
        if (clusters.find(active.cluster()).isEmpty()) {
            return Decision.of(active.delete(), gone(active));
        }
        var times = active.dueTimes();
        // A timer counts whole milliseconds and may be a little early.
        var now = input.at().isBefore(active.nextDue()) ? active.nextDue() : input.at();
        var due = times.newest(active.nextDue(), now);
        return times.next(due.at())
                .map(next -> Decision.<BackupSchedule>of(active.next(next), active.due(due)))
                .orElseGet(() -> Decision.of(active.delete(), active.due(due), gone(active)));
    }

    private static BackupScheduleDeleted gone(Active schedule) {
        return new BackupScheduleDeleted(schedule.cluster(), schedule.scheduleName());
    }

    private static Message notFound(DeleteBackupSchedule command) {
        return Refusals.of(command)
                .because(Kind.NOT_FOUND, "scheduleName", "no schedule is called '" + command.scheduleName() + "'");
    }
}
