package dev.aeneas.scaling;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A cluster {@code orders} with {@code east} (6 nodes) and the standby {@code west} (3 smaller ones), as tests see it. */
public final class Machines {
    public static final ClusterName ORDERS = new ClusterName("orders");
    public static final DatacenterName WEST = new DatacenterName("west");
    public static final DatacenterName EAST = new DatacenterName("east");
    public static final Sku SMALL = new Sku("Local_S");
    public static final Sku MEDIUM = new Sku("Local_M");
    public static final Sku LARGE = new Sku("Local_L");
    public static final List<Sku> SKUS = List.of(SMALL, MEDIUM, LARGE);

    private Machines() {}

    public static ClusterTopology orders(int west, Sku westSku) {
        return new ClusterTopology(
                ORDERS, 7, List.of(datacenter(EAST, 1, 6, MEDIUM), datacenter(WEST, 2, west, westSku)));
    }

    public static Datacenter datacenter(DatacenterName name, int region, int nodes, Sku sku) {
        return new Datacenter(
                name,
                name.value(),
                sku,
                List.of(name + "_1", name + "_2", name + "_3"),
                3,
                ProvisioningState.SUCCEEDED,
                false,
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(number -> node(name, region, number, sku, NodeState.NORMAL))
                        .toList());
    }

    public static Node node(DatacenterName datacenter, int region, int number, Sku sku, NodeState state) {
        int zone = (number - 1) % 3 + 1;
        var random = new Random(region * 1000L + number);
        return new Node(
                datacenter + "_" + number,
                "127." + region + "." + zone + "." + number,
                datacenter,
                datacenter + "_" + zone,
                sku,
                state,
                random.longs(16).boxed().toList());
    }

    /** The same machines, with one of west's nodes changed. */
    public static ClusterTopology with(ClusterTopology topology, String name, UnaryOperator<Node> change) {
        return nodes(
                topology,
                topology.datacenter(WEST).orElseThrow().nodes().stream()
                        .map(node -> node.name().equals(name) ? change.apply(node) : node)
                        .toList());
    }

    /** The same machines, with other nodes in west, one revision later. */
    public static ClusterTopology nodes(ClusterTopology topology, List<Node> west) {
        var datacenters = new ArrayList<Datacenter>();
        for (var d : topology.datacenters()) {
            datacenters.add(d.datacenter().equals(WEST) ? keeping(d.spareCount(), d, west) : d);
        }
        return new ClusterTopology(topology.cluster(), topology.revision() + 1, datacenters);
    }

    public static Node inState(Node node, NodeState state) {
        return new Node(node.name(), node.address(), node.datacenter(), node.rack(), node.sku(), state, node.tokens());
    }

    public static Demand quiet(String runId, Integer nodeCount, Sku sku) {
        return new Demand(ORDERS, WEST, runId, nodeCount, sku, List.of(), null);
    }

    public static Demand emergency(String runId, Integer nodeCount, Sku sku) {
        return new Demand(ORDERS, WEST, runId, nodeCount, sku, List.of(EAST), null);
    }

    /** Nothing is known but the keyspaces' replication factors. */
    public static ClusterFacts replicated(Map<String, Integer> factors) {
        return new ClusterFacts(factors, Map.of(), Set.of(), null, List.of());
    }

    public static PlanRequest request(Demand demand, ClusterTopology topology) {
        return request(demand, topology, ClusterFacts.NONE);
    }

    public static PlanRequest request(Demand demand, ClusterTopology topology, ClusterFacts facts) {
        return new PlanRequest(demand, new Offer(topology, Grain.NODE, SKUS, null), facts);
    }

    /** As {@link #request}, of a provider that takes whole datacenters. */
    public static PlanRequest whole(Demand demand, ClusterTopology topology, ClusterFacts facts) {
        return new PlanRequest(demand, new Offer(topology, Grain.DATACENTER, SKUS, null), facts);
    }

    /** The same machines, with that many spares to be kept in west. */
    public static ClusterTopology keeping(int spareCount, ClusterTopology topology) {
        return new ClusterTopology(
                topology.cluster(),
                topology.revision() + 1,
                topology.datacenters().stream()
                        .map(d -> d.datacenter().equals(WEST) ? keeping(spareCount, d, d.nodes()) : d)
                        .toList());
    }

    private static Datacenter keeping(int spareCount, Datacenter d, List<Node> nodes) {
        return new Datacenter(
                d.datacenter(),
                d.region(),
                d.sku(),
                d.racks(),
                d.replicationFactor(),
                d.provisioningState(),
                d.deallocated(),
                nodes,
                spareCount);
    }

    /** The same machines and prepared ones in west. */
    public static ClusterTopology prepared(ClusterTopology topology, Sku sku, int... numbers) {
        var west = new ArrayList<>(topology.datacenter(WEST).orElseThrow().nodes());
        for (int number : numbers) {
            west.add(node(WEST, 2, number, sku, NodeState.PREPARED));
        }
        return nodes(topology, west);
    }

    public static Node prepared(NewNode node) {
        int number = Integer.parseInt(node.name().substring(node.name().lastIndexOf('_') + 1));
        return new Node(
                node.name(), "127.2.8." + number, WEST, node.rack(), node.sku(), NodeState.PREPARED, node.tokens());
    }

    /** The same machines, west's with tokens that were planned for them all at once. */
    public static ClusterTopology evenly(ClusterTopology topology) {
        var west = topology.datacenter(WEST).orElseThrow();
        var tokens = TokenPlanner.plan(new TokenRequest(
                        WEST.value(),
                        List.of(),
                        west.nodes().stream()
                                .map(node -> new dev.aeneas.cassandra.token.NewNode(
                                        NodeAddress.of(node.address()), node.rack()))
                                .toList(),
                        west.replicationFactor(),
                        TokenRequest.DEFAULT_TOKENS_PER_NODE))
                .tokens();
        return nodes(
                topology,
                west.nodes().stream()
                        .map(node -> new Node(
                                node.name(),
                                node.address(),
                                node.datacenter(),
                                node.rack(),
                                node.sku(),
                                node.state(),
                                List.copyOf(tokens.get(NodeAddress.of(node.address())))))
                        .toList());
    }

    public static Demand spares(String runId, Integer nodeCount, Sku sku, Integer spareCount) {
        return new Demand(ORDERS, WEST, runId, nodeCount, sku, List.of(), spareCount);
    }

    public static TopologyReserved reserved(String runId, ClusterTopology topology) {
        return new TopologyReserved(ORDERS, runId, 4, Grain.NODE, SKUS, topology);
    }
}
