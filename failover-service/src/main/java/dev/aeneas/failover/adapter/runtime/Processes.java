package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.canary.MeasureProcess;
import dev.aeneas.failover.canary.Measurements;
import dev.aeneas.failover.detection.RegionDecisions;
import dev.aeneas.failover.detection.RegionState;
import dev.aeneas.failover.drill.DrillProcess;
import dev.aeneas.failover.drill.DrillSettings;
import dev.aeneas.failover.drill.DrillSight.LookAround;
import dev.aeneas.failover.drill.Drills;
import dev.aeneas.failover.drill.Workload.RunWorkload;
import dev.aeneas.failover.drill.schedule.DrillSchedule;
import dev.aeneas.failover.drill.schedule.DrillScheduleProcess;
import dev.aeneas.failover.hook.AskHooks;
import dev.aeneas.failover.hook.CallHook;
import dev.aeneas.failover.hook.HookState;
import dev.aeneas.failover.hook.TellHooks;
import dev.aeneas.failover.move.MakeEqual;
import dev.aeneas.failover.move.SyncDatacenters;
import dev.aeneas.failover.move.SyncDatacenters.DatacentersSynced;
import dev.aeneas.failover.readiness.ReadinessProcess;
import dev.aeneas.failover.readiness.ReadinessProcess.GatherFacts;
import dev.aeneas.failover.readiness.ReadinessState;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.FailoverProcess;
import dev.aeneas.failover.run.RepairDatacenter;
import dev.aeneas.failover.run.RepairStandby;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.failover.run.RunSettings;
import dev.aeneas.failover.stop.StopProcess;
import dev.aeneas.failover.stop.StopSwitch;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** The processes that this service hosts. */
@ApplicationScoped
public class Processes {
    @Produces
    @Singleton
    ProcessKind<ClusterFailover> failoverKind(RunSettings settings) {
        return FailoverProcess.kind(settings);
    }

    @Produces
    @Singleton
    HostedProcess<ClusterFailover, Work> failover(
            ProcessKind<ClusterFailover> kind, RepairDatacenter repair, MakeEqual datacenters, CallHook hooks) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            if (work instanceof AskHooks ask) {
                return ask.ask(hooks);
            }
            if (work instanceof SyncDatacenters sync) {
                return synced(sync, datacenters.makeEqual(sync.cluster(), sync.from(), sync.to()));
            }
            var standby = (RepairStandby) work;
            repair.repair(standby.cluster(), standby.standby(), standby.addresses());
            return new StandbyRepaired(standby.runId());
        });
    }

    private static DatacentersSynced synced(SyncDatacenters work, MakeEqual.Compared compared) {
        var move = work.at();
        return new DatacentersSynced(
                move.facts().runId(), move.phase(), move.round(), compared.inSync(), compared.note());
    }

    @Produces
    @Singleton
    ProcessKind<HookState> hookKind(FailoverConfig config) {
        return TellHooks.kind(config.hooks().attempts(), config.hooks().pause());
    }

    @Produces
    @Singleton
    HostedProcess<HookState, Work> hooks(ProcessKind<HookState> kind, CallHook caller) {
        return TellHooks.hosted(kind, caller);
    }

    @Produces
    @Singleton
    ProcessKind<StopSwitch> stopKind() {
        return StopProcess.kind();
    }

    @Produces
    @Singleton
    HostedProcess<StopSwitch, Work> stop(ProcessKind<StopSwitch> kind, KnownClusters clusters) {
        return StopProcess.hosted(kind, () -> clusters.all().stream()
                .filter(cluster -> !cluster.deleted())
                .map(cluster -> cluster.topology().cluster())
                .collect(Collectors.toSet()));
    }

    @Produces
    @Singleton
    ProcessKind<ReadinessState> readinessKind(FailoverConfig config) {
        return ReadinessProcess.kind(config.readiness().interval());
    }

    @Produces
    @Singleton
    HostedProcess<ReadinessState, Work> readiness(ProcessKind<ReadinessState> kind, GatherFacts facts) {
        return ReadinessProcess.hosted(kind, facts);
    }

    @Produces
    @Singleton
    ProcessKind<Drills> drillKind(FailoverConfig config) {
        var drill = config.drill();
        return DrillProcess.kind(new DrillSettings(
                drill.undoRetry(), drill.returning(), drill.failingBack(), drill.warmUp(), drill.counting()));
    }

    @Produces
    @Singleton
    HostedProcess<Drills, Work> drill(
            ProcessKind<Drills> kind, LookAround around, RunWorkload workload, Instance<ProcessEngine> engine) {
        // looked up late: the engine is made from the processes
        return DrillProcess.hosted(kind, around, workload, work -> new WatchedDrill(engine.get(), kind, work));
    }

    @Produces
    @Singleton
    ProcessKind<DrillSchedule> drillScheduleKind(FailoverConfig config) {
        return DrillScheduleProcess.kind(config.drill().late());
    }

    @Produces
    @Singleton
    HostedProcess<DrillSchedule, Work> drillSchedule(ProcessKind<DrillSchedule> kind) {
        return HostedProcess.withoutWork(kind);
    }

    @Produces
    @Singleton
    HostedProcess<Measurements, Work> measurements() {
        return HostedProcess.withoutWork(MeasureProcess.KIND);
    }

    @Produces
    @Singleton
    HostedProcess<RegionState, Work> region() {
        return HostedProcess.withoutWork(RegionDecisions.KIND);
    }
}
