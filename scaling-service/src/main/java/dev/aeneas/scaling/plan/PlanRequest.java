package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Sku;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a plan is made from.
 *
 * @param skus sizes that the provider has, smallest first; empty while it has not said
 * @param replicationFactors of each keyspace in the datacenter, as read from the cluster; empty when nothing leaves
 */
public record PlanRequest(
        Demand demand, ClusterTopology topology, Grain grain, List<Sku> skus, Map<String, Integer> replicationFactors) {

    public PlanRequest {
        skus = List.copyOf(skus);
        replicationFactors = Map.copyOf(replicationFactors);
    }

    /** Under the lock: these machines cannot change while the run holds it. */
    public static PlanRequest of(Demand demand, TopologyReserved reserved, Map<String, Integer> replicationFactors) {
        return new PlanRequest(demand, reserved.topology(), reserved.grain(), reserved.skus(), replicationFactors);
    }

    ClusterTopology.Datacenter datacenter() {
        return topology.datacenter(demand.datacenter()).orElseThrow();
    }

    /** Nodes afterwards. */
    int nodeCount() {
        return demand.nodeCount() == null ? Roster.counted(datacenter()) : demand.nodeCount();
    }

    /** Size of new nodes; when none is asked for, the one that most have: the nodes know it better than the datacenter. */
    Sku sku() {
        return demand.sku() == null ? mostCommonSku() : demand.sku();
    }

    private Sku mostCommonSku() {
        return datacenter().nodes().stream()
                .filter(Roster::owns)
                .collect(Collectors.groupingBy(Node::sku, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Sku, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().value()))
                .map(Map.Entry::getKey)
                .orElse(datacenter().sku());
    }
}
