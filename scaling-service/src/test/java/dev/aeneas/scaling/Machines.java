package dev.aeneas.scaling;

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
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.PlanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
            datacenters.add(
                    d.datacenter().equals(WEST)
                            ? new Datacenter(
                                    d.datacenter(),
                                    d.region(),
                                    d.sku(),
                                    d.racks(),
                                    d.replicationFactor(),
                                    d.provisioningState(),
                                    d.deallocated(),
                                    west)
                            : d);
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

    public static PlanRequest request(Demand demand, ClusterTopology topology) {
        return new PlanRequest(demand, topology, Grain.NODE, SKUS, Map.of());
    }

    public static TopologyReserved reserved(String runId, ClusterTopology topology) {
        return new TopologyReserved(ORDERS, runId, 4, Grain.NODE, SKUS, topology);
    }
}
