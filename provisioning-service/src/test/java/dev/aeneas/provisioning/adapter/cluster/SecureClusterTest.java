package dev.aeneas.provisioning.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.node.RepairRequest.Ranges;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.provisioning.testing.FakeMachines;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecureClusterTest {
    @Test
    void repairsEachRangeOnceWhereEveryNodeIsNeeded() {
        var topology = topology(datacenter("east", 4, 1));

        var nodes = SecureCluster.fewestThatHoldAll(topology);

        assertThat(nodes).hasSize(4);
        assertThat(SecureCluster.repairFrom(nodes, topology).ranges()).isEqualTo(Ranges.PRIMARY);
    }

    @Test
    void repairsAllThatOneRackHoldsWhereThatIsEverything() {
        var topology = topology(datacenter("east", 6, 3), datacenter("west", 3, 3));

        var nodes = SecureCluster.fewestThatHoldAll(topology);

        assertThat(nodes).hasSize(1);
        assertThat(SecureCluster.repairFrom(nodes, topology).ranges()).isEqualTo(Ranges.ALL_OWNED);
        assertThat(SecureCluster.repairFrom(nodes, topology).datacenters()).containsExactly("east", "west");
    }

    private static ClusterTopology topology(Datacenter... datacenters) {
        return new ClusterTopology(new ClusterName("orders"), 1, List.of(datacenters));
    }

    private static Datacenter datacenter(String name, int nodes, int zones) {
        var dc = new DatacenterName(name);
        var members = IntStream.range(0, nodes)
                .mapToObj(i -> new Node(
                        name + "_" + (i + 1),
                        "127.99.1." + (i + 1),
                        dc,
                        name + "_" + (1 + i % zones),
                        FakeMachines.SMALL,
                        NodeState.NORMAL,
                        List.of((long) i)))
                .toList();
        var racks = IntStream.rangeClosed(1, zones)
                .mapToObj(zone -> name + "_" + zone)
                .toList();
        return new Datacenter(dc, name, FakeMachines.SMALL, racks, 3, ProvisioningState.SUCCEEDED, false, members);
    }
}
