package dev.aeneas.backup.schedule;

import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.schedule.BackupSchedule.Present;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupScheduleCommand;
import dev.aeneas.contracts.BackupScheduleCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PauseBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.ResumeBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.RunBackupSchedule;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The schedule as a table: one process per cluster and schedule name. */
public final class ScheduleProcess {
    private ScheduleProcess() {}

    /**
     * The table.
     *
     * @param stores names that a schedule may ask for
     */
    public static ProcessKind<BackupSchedule> kind(KnownClusters clusters, Set<String> stores) {
        var decide = new ScheduleDecisions(clusters, stores);
        var kind = ProcessKind.of("schedule", BackupSchedule.class)
                .opens(PutBackupSchedule.class, c -> id(c.cluster(), c.scheduleName()), decide::put)
                .onReport(Wake.class, decide::wake)
                .wakeAt(ScheduleProcess::wakeAt)
                .closedWhen(BackupSchedule.Deleted.class::isInstance);
        present(kind, DeleteBackupSchedule.class, decide::delete);
        present(kind, PauseBackupSchedule.class, decide::pause);
        present(kind, ResumeBackupSchedule.class, decide::resume);
        present(kind, RunBackupSchedule.class, decide::runNow);
        return kind.build();
    }

    /** The process of a schedule. */
    public static String id(ClusterName cluster, String scheduleName) {
        return cluster + "/" + scheduleName;
    }

    /** A command that only a schedule that there is can carry out. */
    private static <T extends BackupScheduleCommand> void present(
            ProcessKind.Builder<BackupSchedule> kind, Class<T> type, DecidePresent<T> decide) {
        Decide<BackupSchedule, T> whenThere = (schedule, input) -> schedule instanceof Present present
                ? decide.decide(present, input)
                : Decision.of(schedule, notFound(input.body()));
        kind.on(type, c -> id(c.cluster(), c.scheduleName()), whenThere, input -> notFound(input.body()));
    }

    /** Decides on a command to a schedule that there is. */
    @FunctionalInterface
    private interface DecidePresent<T> {
        Decision<BackupSchedule> decide(Present schedule, Received<T> input);
    }

    private static Optional<Instant> wakeAt(BackupSchedule schedule) {
        return schedule instanceof Active active ? Optional.of(active.nextDue()) : Optional.empty();
    }

    private static Message notFound(BackupScheduleCommand command) {
        var rule = "no schedule of this cluster is called '" + command.scheduleName() + "': list them, or put it first";
        return Refusals.of(command).because(Kind.NOT_FOUND, "scheduleName", rule);
    }
}
