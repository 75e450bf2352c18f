package dev.aeneas.failover.drill.schedule;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverCommand.DeleteDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PauseDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PutDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.ResumeDrillSchedule;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Wake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of the {@code drill-schedule} process, one per cluster and schedule name. */
public final class DrillScheduleProcess {
    private DrillScheduleProcess() {}

    /**
     * The table.
     *
     * @param late after a due time a drill still begins so much later; past it the time is missed
     */
    public static ProcessKind<DrillSchedule> kind(Duration late) {
        var decide = new DrillScheduleDecisions(late);
        var table = ProcessKind.of("drill-schedule", DrillSchedule.class)
                .opens(PutDrillSchedule.class, c -> id(c.cluster(), c.scheduleName()), decide::put)
                .onReport(Wake.class, decide::wake)
                .wakeAt(schedule ->
                        Optional.of(schedule).filter(DrillSchedule::active).map(DrillSchedule::nextDue))
                .closedWhen(schedule -> !schedule.exists());
        on(table, PauseDrillSchedule.class, PauseDrillSchedule::scheduleName, decide::pause);
        on(table, ResumeDrillSchedule.class, ResumeDrillSchedule::scheduleName, decide::resume);
        on(table, DeleteDrillSchedule.class, DeleteDrillSchedule::scheduleName, decide::delete);
        return table.build();
    }

    public static String id(ClusterName cluster, String scheduleName) {
        return cluster + "/" + scheduleName;
    }

    static DrillRefused refused(FailoverCommand command, Kind kind, List<Violation> violations) {
        return new DrillRefused(command.cluster(), MessageTypes.nameOf(command.getClass()), kind, violations, null);
    }

    /** A command that only a schedule that there is can carry out. */
    private static <T extends FailoverCommand> void on(
            ProcessKind.Builder<DrillSchedule> table,
            Class<T> type,
            Function<T, String> nameOf,
            Decide<DrillSchedule, T> decide) {
        Decide<DrillSchedule, T> whenThere = (schedule, in) -> schedule.exists()
                ? decide.decide(schedule, in)
                : Decision.of(schedule, unknown(in.body(), nameOf.apply(in.body())));
        table.on(
                type,
                command -> id(command.cluster(), nameOf.apply(command)),
                whenThere,
                in -> unknown(in.body(), nameOf.apply(in.body())));
    }

    private static DrillRefused unknown(FailoverCommand command, String name) {
        var rule = "must exist; this cluster has no drill schedule '" + name + "': list them, or set it first";
        return refused(command, Kind.NOT_FOUND, List.of(new Violation("scheduleName", rule)));
    }
}
