package dev.aeneas.provisioning.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.testing.FakeMachines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeCluster cluster = new FakeCluster();
    private final FakeMachines machines = new FakeMachines(cluster);

    @TempDir
    Path folder;

    @Test
    void killsANodeThatCannotBeDrainedInsteadOfLettingItDrainOnceMore() throws Exception {
        var access = new ClusterAccess(new CredentialsFolder(folder), new Ways(login -> cluster, cluster, cluster));
        access.makeCredentials(NAME);
        var well = start("west_1", "127.99.1.1");
        var stuck = start("west_2", "127.99.1.2");
        cluster.node(NodeAddress.of(stuck.address())).refuseNext("its peers are frozen");

        new StopNodes(machines, access, Duration.ofSeconds(1), PATIENCE).stop(NAME, List.of(well, stuck));

        assertThat(machines.patience()).containsEntry("west_1", PATIENCE).containsEntry("west_2", Duration.ZERO);
    }

    private Node start(String name, String address) {
        var node = new Node(
                name, address, new DatacenterName("west"), "west_1", FakeMachines.SMALL, NodeState.NORMAL, List.of(1L));
        machines.start(new MachineStart(NAME, node, Part.FIRST, List.of(address), List.of()));
        return node;
    }
}
