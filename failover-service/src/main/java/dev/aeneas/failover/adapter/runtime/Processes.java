package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.detection.RegionDecisions;
import dev.aeneas.failover.detection.RegionState;
import dev.aeneas.failover.readiness.ReadinessProcess;
import dev.aeneas.failover.readiness.ReadinessProcess.GatherFacts;
import dev.aeneas.failover.readiness.ReadinessState;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.failover.run.FailoverProcess;
import dev.aeneas.failover.run.RepairDatacenter;
import dev.aeneas.failover.run.RepairStandby;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.failover.run.RunSettings;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

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
    HostedProcess<ClusterFailover, RepairStandby> failover(ProcessKind<ClusterFailover> kind, RepairDatacenter repair) {
        return new HostedProcess<>(kind, RepairStandby.class, (process, work) -> {
            repair.repair(work.cluster(), work.standby(), work.addresses());
            return new StandbyRepaired(work.runId());
        });
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
    HostedProcess<RegionState, Work> region() {
        return HostedProcess.withoutWork(RegionDecisions.KIND);
    }
}
