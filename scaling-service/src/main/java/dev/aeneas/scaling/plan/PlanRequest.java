package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Sku;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan is made from: what is asked for, the machines, and what was found out about the cluster. */
public record PlanRequest(Demand demand, Offer offer, ClusterFacts facts) {

    ClusterTopology topology() {
        return offer.topology();
    }

    ClusterTopology.Datacenter datacenter() {
        return topology().datacenter(demand.datacenter()).orElseThrow();
    }

    /** Nodes that own data, afterwards. */
    int nodeCount() {
        return demand.nodeCount() == null ? Roster.counted(datacenter()) : demand.nodeCount();
    }

    /** Nodes that are prepared and not joined, afterwards. */
    int spareCount() {
        return demand.spareCount() == null ? datacenter().spareCount() : demand.spareCount();
    }

    /** Whether a prepared node only has to join: one that does not answer was given up, or has died. */
    boolean isReady(Node spare) {
        return spare.state() == NodeState.PREPARED && !facts.silentSpares().contains(spare.name());
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
