package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, on one real node. */
class BadLuckOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final CreateCluster CREATE = new CreateCluster(
            NAME,
            AutoReplicate.ALL_KEYSPACES,
            List.of(new DatacenterSpec(new DatacenterName("east"), "here", 1, null, 1, 1)));

    @TempDir
    Path folder;

    @Test
    void aServiceThatDiesWhileItCreatesGoesOnWithTheSameNode() {
        try (var service = new RealProvisioning(folder, Map.of())) {
            var operation = service.begin(CREATE);
            long started = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> DetachedProcess.adopt(node()), found -> found.isPresent())
                    .orElseThrow()
                    .pid();

            service.stopService();
            service.startService();

            assertThat(service.ended(CREATE, operation).error()).isNull();
            assertThat(DetachedProcess.adopt(node()).orElseThrow().pid()).isEqualTo(started);
            stopsAndStartsAgain(service);
        }
    }

    private void stopsAndStartsAgain(RealProvisioning service) {
        assertThat(service.operate(new DeallocateCluster(NAME)).error()).isNull();
        assertThat(DetachedProcess.adopt(node())).isEmpty();

        assertThat(service.operate(new StartCluster(NAME)).error()).isNull();
        var nodes = service.cluster(CREATE).topology().nodes();
        assertThat(nodes).extracting(Node::state).containsExactly(NodeState.NORMAL);
        try (var session = service.login(CREATE, nodes.get(0))) {
            assertThat(session.keyspaces()).isNotEmpty();
        }
    }

    @Test
    void aNodeThatDoesNotStartFailsTheCreationWithItsLogAndLeavesNothing() throws IOException {
        try (var service = new RealProvisioning(folder, Map.of())) {
            Files.createDirectories(node());
            Files.writeString(node().resolve("data"), "where the folder for the data should be");

            var operation = service.operate(CREATE);

            assertThat(operation.error().code()).isEqualTo("NodeDidNotStart");
            assertThat(operation.error().target()).isEqualTo("east_1");
            assertThat(operation.error().message())
                    .contains("The end of its log")
                    .contains("data");
            assertThat(service.cluster(CREATE).deleted()).isTrue();
            assertThat(node()).doesNotExist();
            assertThat(folder.resolve("nodes/addresses")).isEmptyDirectory();
            assertThat(folder.resolve("secrets")).isEmptyDirectory();
        }
    }

    private Path node() {
        return folder.resolve("nodes/clusters/orders/east_1");
    }
}
