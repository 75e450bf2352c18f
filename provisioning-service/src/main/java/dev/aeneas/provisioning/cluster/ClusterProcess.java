package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.machine.Catalog;
import java.time.Duration;

/** Every message that concerns a cluster, with the decision on it. */
public final class ClusterProcess {
    private ClusterProcess() {}

    /**
     * The table.
     *
     * @param attemptsMax of one piece of work that fails for no reason that is known to last
     * @param lease how long a run keeps the topology lock without a sign of life
     */
    public static ProcessKind<Cluster> kind(Catalog catalog, int attemptsMax, Duration lease) {
        var operations = new OperationDecisions(catalog);
        var locks = new LockDecisions(catalog, lease);
        var steps = new StepDecisions(new StepRules(catalog), lease);
        var failures = new FailureDecisions(steps, attemptsMax);
        var table = ProcessKind.of("cluster", Cluster.class)
                .opens(CreateCluster.class, ClusterProcess::id, operations::create);
        on(table, CreateDatacenter.class, operations::createDatacenter);
        on(table, DeleteDatacenter.class, operations::deleteDatacenter);
        on(table, DeleteCluster.class, operations::delete);
        on(table, DeallocateCluster.class, operations::deallocate);
        on(table, StartCluster.class, operations::start);
        on(table, ReserveTopology.class, locks::reserve);
        on(table, RunTopologyStep.class, steps::run);
        on(table, ReleaseTopology.class, locks::release);
        return table.onReport(PhaseDone.class, (c, in) -> OperationProgress.phaseDone(c, in.body(), in.at()))
                .onReport(StepDone.class, (c, in) -> steps.done(c, in.body(), in.at()))
                .onReport(WorkFailed.class, failures::failed)
                .onReport(Wake.class, (c, in) -> Decision.of(AbandonedThrottles.putBack(c, in)))
                .work(ClusterWork::of)
                .wakeAt(AbandonedThrottles::due)
                .closedWhen(cluster -> cluster.deleted() && cluster.active() == null)
                .build();
    }

    private static <T extends ProvisioningCommand> void on(
            ProcessKind.Builder<Cluster> table, Class<T> type, Decide<Cluster, T> decide) {
        table.on(type, ClusterProcess::id, decide, in -> Refusals.noSuchCluster(in.body()));
    }

    private static String id(ProvisioningCommand command) {
        return command.cluster().value();
    }
}
