package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.AbortDrill;
import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveFailed;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.FaultInjected;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndoFailed;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndone;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.failover.drill.DrillSight.LookAround;
import dev.aeneas.failover.drill.Workload.RunWorkload;
import dev.aeneas.failover.drill.Workload.Watched;
import dev.aeneas.failover.drill.Workload.Wrote;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of the {@code drill} process, one per cluster: which message concerns it, and who decides. */
public final class DrillProcess {
    public static final String NAME = "drill";

    private DrillProcess() {}

    /** Somebody looks whether the drill may begin. */
    record Look(ClusterName cluster, String drillId, FaultKind by) implements Work {
        @Override
        public String key() {
            return "look-" + drillId;
        }
    }

    /** What was seen. */
    record Looked(String drillId, DrillSight sight) {}

    public static ProcessKind<Drills> kind(DrillSettings settings) {
        var course = new DrillCourse(settings);
        var table = ProcessKind.of(NAME, Drills.class)
                .opens(StartDrill.class, m -> m.cluster().value(), DrillDecisions::start)
                .on(AbortDrill.class, m -> m.cluster().value(), course::abort, DrillDecisions::noneToAbort)
                .on(
                        ReportDrillObservation.class,
                        m -> m.cluster().value(),
                        DrillDecisions::observed,
                        DrillDecisions::noneObserved)
                .on(FailoverMeasured.class, m -> m.cluster().value(), DrillWatch::measured);
        on(table, ProvisioningRefused.class, course::refused);
        on(table, FaultPossible.class, DrillOpening::possible);
        on(table, FaultInjected.class, DrillOpening::injected);
        on(table, FaultUndone.class, course::undone);
        on(table, FaultUndoFailed.class, DrillWatch::undoFailed);
        on(table, ClusterDeleted.class, course::deleted);
        on(table, RegionSuspected.class, DrillWatch::suspected);
        on(table, RegionDown.class, course::down);
        on(table, RegionDegraded.class, course::degraded);
        on(table, RegionRecovered.class, course::recovered);
        on(table, FailoverDecisionNeeded.class, DrillWatch::asked);
        on(table, FailoverStarted.class, DrillWatch::started);
        on(table, TrafficShifted.class, DrillWatch::shifted);
        on(table, CapacityRestored.class, DrillWatch::capacity);
        on(table, ConsistencyRestored.class, DrillWatch::consistency);
        on(table, FailoverCompleted.class, course::completed);
        on(table, FailoverFailed.class, course::failed);
        on(table, MoveCompleted.class, course.failback()::completed);
        on(table, MoveFailed.class, course.failback()::failed);
        on(table, MoveRefused.class, course.failback()::refused);
        return table.onReport(Looked.class, course.opening()::looked)
                .onReport(Wrote.class, course.counting()::wrote)
                .onReport(
                        WorkFailed.class,
                        (drills, in) -> in.body().work() instanceof Workload failed
                                ? course.counting().failed(drills, failed, in)
                                : course.opening().notLooked(drills, in))
                .onReport(Wake.class, course::wake)
                .work(DrillProcess::work)
                .wakeAt(drills -> drills.running().flatMap(drill -> Optional.ofNullable(drill.wakeAt())))
                .build();
    }

    /** The process with its worker. */
    public static HostedProcess<Drills, Work> hosted(
            ProcessKind<Drills> kind, LookAround around, RunWorkload workload, Function<Workload, Watched> watch) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            if (work instanceof Workload writing) {
                return new Wrote(writing.drillId(), workload.run(writing, watch.apply(writing)), null);
            }
            var look = (Look) work;
            return new Looked(look.drillId(), around.look(look.cluster(), look.by()));
        });
    }

    private static List<Work> work(Drills drills) {
        return drills.running().stream()
                .flatMap(drill -> work(drills.cluster(), drill).stream())
                .toList();
    }

    private static Optional<Work> work(ClusterName cluster, Drill drill) {
        var id = drill.plan().drillId();
        if (drill.phase() == Phase.LOOKING) {
            return Optional.of(new Look(cluster, id, drill.plan().by()));
        }
        boolean wanted = drill.writes() || drill.counts().isPresent();
        return wanted ? Optional.of(new Workload(cluster, id)) : Optional.empty();
    }

    private static <T extends Message> void on(
            ProcessKind.Builder<Drills> table, Class<T> type, Decide<Drills, T> decide) {
        table.on(
                type,
                message -> message.cluster().value(),
                (drills, in) -> drills.running().isEmpty() ? Decision.of(drills) : decide.decide(drills, in));
    }
}
