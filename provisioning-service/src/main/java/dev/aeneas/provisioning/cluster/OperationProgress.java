package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterReady;
import dev.aeneas.contracts.ProvisioningEvent.OperationFailed;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.provisioning.cluster.WorkReport.PhaseDone;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.operation.Phase;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** How an operation goes on from phase to phase, and what it leaves when it ends. */
final class OperationProgress {
    private OperationProgress() {}

    static Decision<Cluster> phaseDone(Cluster cluster, PhaseDone report, Instant now) {
        var operation = cluster.active();
        boolean expected = operation != null
                && operation.id().equals(report.operationId())
                && operation.phase().filter(report.phase()::equals).isPresent();
        if (!expected) {
            return Decision.of(cluster);
        }
        var state = report.nodes().isEmpty()
                ? cluster
                : cluster.withDatacenters(Machinery.put(cluster.topology().datacenters(), report.nodes()));
        var next = operation.advance(now);
        if (next.phase().isPresent()) {
            return new Says().from(cluster, state.withActive(next));
        }
        return next.takingBack() ? tookBack(state, next, now) : succeeded(state, next, now);
    }

    static Decision<Cluster> phaseFailed(Cluster cluster, ProvisionError error, Instant now) {
        var operation = cluster.active();
        if (operation.kind().takesBack() && !operation.takingBack()) {
            return Decision.of(cluster.withActive(operation.takeBack(error, now)));
        }
        // what could not be taken back stays, named as failed: deleting it goes on from there
        var why = operation.takingBack() ? alsoNotTakenBack(operation.error(), error) : error;
        boolean nothingTouched =
                operation.phase().filter(Phase.CHECK_DATACENTER_UNUSED::equals).isPresent();
        var left = inState(cluster, nothingTouched ? ProvisioningState.SUCCEEDED : ProvisioningState.FAILED);
        return Decision.of(
                left.finish(operation.fail(why, now)),
                new TopologyChanged(left.name(), left.topology()),
                new OperationFailed(
                        cluster.name(), operation.id(), operation.kind().title(), why));
    }

    static Decision<Cluster> succeeded(Cluster cluster, Operation operation, Instant now) {
        var says = new Says();
        var after = result(cluster, operation, says);
        says.and(new OperationSucceeded(
                cluster.name(), operation.id(), operation.kind().title()));
        return says.from(cluster, after.finish(operation.end(now)));
    }

    private static Cluster result(Cluster cluster, Operation operation, Says says) {
        var id = operation.id();
        return switch (operation.kind()) {
            case CREATE_CLUSTER, CREATE_FIRST_DATACENTER, CREATE_DATACENTER -> {
                cluster.targets().forEach(d -> says.and(new DatacenterReady(cluster.name(), id, d.datacenter())));
                yield inState(nodes(cluster, NodeState.NORMAL), ProvisioningState.SUCCEEDED);
            }
            case DELETE_DATACENTER, DELETE_LAST_DATACENTER -> {
                says.and(new DatacenterDeleted(cluster.name(), id, operation.datacenter()));
                yield withoutTargets(cluster);
            }
            case DELETE_CLUSTER -> {
                says.and(new ClusterDeleted(cluster.name(), id));
                yield withoutTargets(cluster).markDeleted();
            }
            case DEALLOCATE_CLUSTER -> allocation(nodes(cluster, NodeState.STOPPED), true);
            case START_CLUSTER -> allocation(nodes(cluster, NodeState.NORMAL), false);
        };
    }

    private static Decision<Cluster> tookBack(Cluster cluster, Operation operation, Instant now) {
        var says = new Says();
        var after = withoutTargets(cluster);
        if (operation.datacenter() == null) {
            after = after.markDeleted();
            says.and(new ClusterDeleted(cluster.name(), operation.id()));
        }
        says.and(new OperationFailed(
                cluster.name(), operation.id(), operation.kind().title(), operation.error()));
        return says.from(cluster, after.finish(operation.end(now)));
    }

    private static ProvisionError alsoNotTakenBack(ProvisionError first, ProvisionError then) {
        return new ProvisionError(
                first.code(),
                first.message() + "\nWhat had been made could not be taken back, delete it: " + then.message(),
                first.target());
    }

    private static Cluster inState(Cluster cluster, ProvisioningState state) {
        return targets(cluster, d -> Machinery.withState(d, state));
    }

    private static Cluster allocation(Cluster cluster, boolean deallocated) {
        var changed = targets(cluster, d -> Machinery.withDeallocated(d, deallocated));
        return inState(changed, ProvisioningState.SUCCEEDED).withDeallocated(deallocated);
    }

    private static Cluster targets(Cluster cluster, UnaryOperator<Datacenter> change) {
        return cluster.withDatacenters(
                Machinery.changed(cluster.topology().datacenters(), cluster.targets()::contains, change));
    }

    /** Spares stay what they are: none of them is on the ring, whether it runs or not. */
    private static Cluster nodes(Cluster cluster, NodeState state) {
        var nodes = cluster.targets().stream()
                .flatMap(d -> d.nodes().stream())
                .filter(node -> node.state() != NodeState.PREPARED)
                .toList();
        return cluster.withDatacenters(Machinery.nodesIn(cluster.topology().datacenters(), nodes::contains, state));
    }

    private static Cluster withoutTargets(Cluster cluster) {
        var targets = cluster.targets();
        return cluster.withDatacenters(cluster.topology().datacenters().stream()
                .filter(d -> !targets.contains(d))
                .toList());
    }
}
