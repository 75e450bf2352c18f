package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessKind.Decide;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.provisioning.cluster.WorkReport.DatacenterSeen;
import dev.aeneas.provisioning.cluster.WorkReport.EditTakenBack;
import dev.aeneas.provisioning.cluster.WorkReport.FaultDone;
import dev.aeneas.provisioning.cluster.WorkReport.OfferOutdated;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.cluster.WorkReport.StepDone;
import dev.aeneas.provisioning.fault.FaultBounds;
import dev.aeneas.provisioning.machine.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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
        return kind(catalog, attemptsMax, lease, FaultBounds.DEFAULT);
    }

    /** As {@link #kind(Catalog, int, Duration)}, with the bounds of faults. */
    public static ProcessKind<Cluster> kind(Catalog catalog, int attemptsMax, Duration lease, FaultBounds faultBounds) {
        var faults = new FaultDecisions(catalog, faultBounds);
        var operations = new OperationDecisions(catalog);
        var locks = new LockDecisions(catalog, lease);
        var steps = new StepDecisions(new StepRules(catalog), lease);
        var failures = new FailureDecisions(steps, faults, attemptsMax);
        var offers = new OfferDecisions(catalog);
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
        on(table, InjectFault.class, faults::inject);
        on(table, UndoFault.class, faults::undo);
        return table.onReport(
                        PhaseDone.class, (c, in) -> offers.tellWith(OperationProgress.phaseDone(c, in.body(), in.at())))
                .onReport(StepDone.class, (c, in) -> offers.tellWith(steps.done(c, in.body(), in.at())))
                .onReport(OfferOutdated.class, (c, in) -> offers.tellWith(Decision.of(c)))
                .onReport(FaultDone.class, faults::done)
                .onReport(DatacenterSeen.class, ObservationDecisions::seen)
                .onReport(EditTakenBack.class, ObservationDecisions::takenBack)
                .onReport(WorkFailed.class, failures::failed)
                .onReport(Wake.class, ClusterProcess::wake)
                .work(ClusterWork::of)
                .wakeAt(ClusterProcess::due)
                .closedWhen(cluster -> cluster.deleted() && cluster.active() == null)
                .build();
    }

    private static Optional<Instant> due(Cluster cluster) {
        return Stream.of(AbandonedThrottles.due(cluster), FaultDecisions.due(cluster))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Decision<Cluster> wake(Cluster cluster, Received<Wake> in) {
        var due = in.body().due();
        // a timer may be a little early
        var now = due.isAfter(in.at()) ? due : in.at();
        return Decision.of(FaultDecisions.wake(AbandonedThrottles.putBack(cluster, now), now));
    }

    private static <T extends ProvisioningCommand> void on(
            ProcessKind.Builder<Cluster> table, Class<T> type, Decide<Cluster, T> decide) {
        table.on(type, ClusterProcess::id, decide, in -> Refusals.noSuchCluster(in.body()));
    }

    private static String id(ProvisioningCommand command) {
        return command.cluster().value();
    }
}
