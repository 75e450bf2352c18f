package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.Machinery;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.operation.PhaseRun;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What users read of clusters, datacenters, nodes and operations. */
public final class Views {
    private Views() {}

    /**
     * A cluster.
     *
     * @param revision of its machines; grows with each change
     * @param operation the one that runs; null when none does
     * @param heldBy the run or operation that holds the topology; null while it is free
     */
    public record ClusterView(
            String cluster,
            ProvisioningState provisioningState,
            AutoReplicate autoReplicate,
            boolean deallocated,
            long revision,
            String operation,
            String heldBy,
            long epoch,
            List<DatacenterView> datacenters) {
        static ClusterView of(Cluster cluster, Predicate<ClusterTopology.Node> running) {
            return new ClusterView(
                    cluster.name().value(),
                    state(cluster),
                    cluster.autoReplicate(),
                    cluster.deallocated(),
                    cluster.topology().revision(),
                    cluster.active() == null ? null : cluster.active().id(),
                    cluster.lock().holder(),
                    cluster.lock().epoch(),
                    cluster.topology().datacenters().stream()
                            .map(d -> DatacenterView.of(d, running, cluster.conditions(d.datacenter())))
                            .toList());
        }

        private static ProvisioningState state(Cluster cluster) {
            if (cluster.active() != null) {
                return cluster.active().kind().meanwhile();
            }
            if (cluster.lock().held()) {
                return ProvisioningState.UPDATING;
            }
            return cluster.topology().datacenters().stream()
                            .anyMatch(d -> d.provisioningState() == ProvisioningState.FAILED)
                    ? ProvisioningState.FAILED
                    : ProvisioningState.SUCCEEDED;
        }
    }

    /**
     * A datacenter with its nodes.
     *
     * @param nodeCount without the spares
     * @param spareCount how many prepared nodes it is to keep
     * @param conditions what is not as it should be, as far as a provider of whole datacenters tells
     */
    public record DatacenterView(
            String datacenter,
            String region,
            ProvisioningState provisioningState,
            boolean deallocated,
            int nodeCount,
            String sku,
            List<String> racks,
            int replicationFactor,
            int spareCount,
            List<NodeView> nodes,
            List<DatacenterCondition> conditions) {
        static DatacenterView of(
                ClusterTopology.Datacenter d,
                Predicate<ClusterTopology.Node> running,
                List<DatacenterCondition> conditions) {
            return new DatacenterView(
                    d.datacenter().value(),
                    d.region(),
                    d.provisioningState(),
                    d.deallocated(),
                    Math.toIntExact(d.nodes().stream()
                            .filter(node -> node.state() != NodeState.PREPARED)
                            .count()),
                    d.sku().value(),
                    d.racks(),
                    d.replicationFactor(),
                    d.spareCount(),
                    d.nodes().stream().map(node -> NodeView.of(node, running)).toList(),
                    conditions);
        }
    }

    /**
     * A node as provisioning last knew it.
     *
     * @param address null until a machine is reserved for it
     * @param running whether its machine runs at this moment
     * @param tokens how many
     */
    public record NodeView(
            String name, String address, String rack, String sku, NodeState state, boolean running, int tokens) {
        static NodeView of(ClusterTopology.Node node, Predicate<ClusterTopology.Node> running) {
            return new NodeView(
                    node.name(),
                    node.address().equals(Machinery.NO_ADDRESS_YET) ? null : node.address(),
                    node.rack(),
                    node.sku().value(),
                    node.state(),
                    running.test(node),
                    node.tokens().size());
        }
    }

    /**
     * An operation.
     *
     * @param error why it failed; steps after it take back what was made
     */
    public record OperationView(
            String operation,
            String kind,
            String cluster,
            String datacenter,
            ProvisioningState provisioningState,
            Instant startedAt,
            Instant endedAt,
            ProvisionError error,
            List<StepView> steps) {
        static OperationView of(Cluster cluster, Operation operation) {
            var datacenter = operation.datacenter();
            return new OperationView(
                    operation.id(),
                    operation.kind().title(),
                    cluster.name().value(),
                    datacenter == null ? null : datacenter.value(),
                    state(operation),
                    operation.startedAt(),
                    operation.endedAt(),
                    operation.error(),
                    operation.phases().stream().map(StepView::of).toList());
        }

        private static ProvisioningState state(Operation operation) {
            if (operation.endedAt() == null) {
                return operation.kind().meanwhile();
            }
            return operation.error() == null ? ProvisioningState.SUCCEEDED : ProvisioningState.FAILED;
        }
    }

    /** One step of an operation with its times: not begun, running, over. */
    public record StepView(String phase, Instant startedAt, Instant endedAt) {
        static StepView of(PhaseRun run) {
            return new StepView(run.phase().title(), run.startedAt(), run.endedAt());
        }
    }
}
