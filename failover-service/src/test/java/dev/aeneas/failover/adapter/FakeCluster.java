package dev.aeneas.failover.adapter;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.local.LoopbackBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster of fake nodes: six in east, three smaller ones in west. */
final class FakeCluster implements AutoCloseable {
    final ClusterName name;
    final ClusterTopology topology;
    private final Map<String, Long> rows = new ConcurrentHashMap<>();
    private final List<FakeCqlNode> east = new ArrayList<>();
    private final List<FakeCqlNode> west = new ArrayList<>();

    FakeCluster(String name, LoopbackBlock block, int number) {
        this.name = new ClusterName(name);
        var eastNodes = nodes("east", 6, new Sku("Local_L"), block, number, east);
        var westNodes = nodes("west", 3, new Sku("Local_S"), block, number + 100, west);
        topology = new ClusterTopology(
                this.name, 1, List.of(datacenter("east", eastNodes), datacenter("west", westNodes)));
    }

    private List<Node> nodes(
            String datacenter, int count, Sku sku, LoopbackBlock block, int zone, List<FakeCqlNode> started) {
        var nodes = new ArrayList<Node>();
        for (int i = 1; i <= count; i++) {
            var address = block.address(zone, i);
            started.add(new FakeCqlNode(address, rows));
            var rack = datacenter + "_" + ((i - 1) % 3 + 1);
            nodes.add(new Node(
                    datacenter + "_" + i,
                    address,
                    new DatacenterName(datacenter),
                    rack,
                    sku,
                    NodeState.NORMAL,
                    List.of()));
        }
        return nodes;
    }

    private static Datacenter datacenter(String name, List<Node> nodes) {
        return new Datacenter(
                new DatacenterName(name),
                name,
                nodes.get(0).sku(),
                List.of(name + "_1", name + "_2", name + "_3"),
                3,
                ProvisioningState.SUCCEEDED,
                false,
                nodes);
    }

    void killEast() {
        east.forEach(FakeCqlNode::close);
    }

    void grayEast(boolean gray) {
        east.forEach(node -> node.gray(gray));
    }

    void freezeEast() {
        east.forEach(FakeCqlNode::freeze);
    }

    @Override
    public void close() {
        east.forEach(FakeCqlNode::close);
        west.forEach(FakeCqlNode::close);
    }
}
