package dev.aeneas.backup.testing;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import java.util.List;
import java.util.stream.IntStream;

/** Small topologies of one datacenter. */
public final class Topologies {
    public static final ClusterName ORDERS = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final Sku SMALL = new Sku("Local_S");

    private Topologies() {}

    /** Nodes {@code east_1}, {@code east_2} … at these addresses, all of them normal. */
    public static ClusterTopology normal(String... addresses) {
        var nodes = IntStream.range(0, addresses.length)
                .mapToObj(i -> node("east_" + (i + 1), addresses[i], NodeState.NORMAL))
                .toList();
        return of(nodes);
    }

    /** Nodes of a datacenter of any name, all of them normal. */
    public static ClusterTopology normal(String datacenter, List<String> addresses) {
        var name = new DatacenterName(datacenter);
        var rack = datacenter + "_1";
        var nodes = IntStream.range(0, addresses.size())
                .mapToObj(i -> new Node(
                        datacenter + "_" + (i + 1),
                        addresses.get(i),
                        name,
                        rack,
                        SMALL,
                        NodeState.NORMAL,
                        List.<Long>of()))
                .toList();
        var only = new Datacenter(name, datacenter, SMALL, List.of(rack), 1, ProvisioningState.SUCCEEDED, false, nodes);
        return new ClusterTopology(ORDERS, 1, List.of(only));
    }

    public static ClusterTopology of(List<Node> nodes) {
        var east = new Datacenter(EAST, "east", SMALL, List.of("east_1"), 1, ProvisioningState.SUCCEEDED, false, nodes);
        return new ClusterTopology(ORDERS, 1, List.of(east));
    }

    public static Node node(String name, String address, NodeState state) {
        return new Node(name, address, EAST, "east_1", SMALL, state, List.of());
    }
}
