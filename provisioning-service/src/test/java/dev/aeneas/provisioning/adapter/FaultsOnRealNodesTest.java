package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.network.NetworkCut;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.fault.Fault.Stage;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes are lost on purpose and come back, also when the service that lost them died meanwhile. */
class FaultsOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final CreateCluster CREATE = new CreateCluster(
            NAME,
            AutoReplicate.ALL_KEYSPACES,
            List.of(
                    new DatacenterSpec(EAST, "here", 1, null, 1, 1),
                    new DatacenterSpec(new DatacenterName("west"), "here", 1, null, 1, 1)));

    @TempDir
    Path folder;

    @Test
    void killedNodesComeBackByThemselvesAndFrozenOnesOnAWord() {
        try (var service = new RealProvisioning(folder, Map.of())) {
            assertThat(service.operate(CREATE).error()).isNull();
            long west = node("west_1").pid();

            service.send(new InjectFault(NAME, "kill", null, EAST, FaultKind.KILL, in(Duration.ofSeconds(5))));
            awaitStage(service, "kill", Stage.HOLDING);
            assertThat(CassandraNode.adopt(directory("east_1"))).isEmpty();
            service.stopService();
            service.startService();
            awaitStage(service, "kill", Stage.UNDONE);
            assertThat(node("east_1").answersCql()).isTrue();

            service.send(new InjectFault(NAME, "freeze", null, EAST, FaultKind.FREEZE, in(Duration.ofMinutes(5))));
            awaitStage(service, "freeze", Stage.HOLDING);
            assertThat(node("east_1").answersCql()).isFalse();
            service.send(new UndoFault(NAME, "freeze"));
            awaitStage(service, "freeze", Stage.UNDONE);
            assertThat(node("east_1").answersCql()).isTrue();

            NetworkCut.whyNot()
                    .ifPresentOrElse(
                            why -> System.err.println("NOT RUN: a cut on real nodes, since " + why),
                            () -> cutOffWhileItRuns(service));
            assertThat(node("west_1").pid()).isEqualTo(west);
        }
    }

    /** Where this machine lets us: the node runs on, reaches nobody of another datacenter, and is reached by nobody. */
    private void cutOffWhileItRuns(RealProvisioning service) {
        long east = node("east_1").pid();
        service.send(new InjectFault(NAME, "cut", null, EAST, FaultKind.CUT, in(Duration.ofMinutes(5))));
        awaitStage(service, "cut", Stage.HOLDING);
        assertThat(node("east_1").answersCql()).isFalse();
        assertThat(node("west_1").answersCql()).isTrue();
        service.send(new UndoFault(NAME, "cut"));
        awaitStage(service, "cut", Stage.UNDONE);
        assertThat(node("east_1").answersCql()).isTrue();
        assertThat(node("east_1").pid()).isEqualTo(east);
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time);
    }

    private static void awaitStage(RealProvisioning service, String fault, Stage stage) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> service.cluster(CREATE).fault(fault).map(Fault::stage),
                        known -> known.filter(stage::equals).isPresent());
    }

    private CassandraNode node(String name) {
        return CassandraNode.adopt(directory(name)).orElseThrow();
    }

    private Path directory(String name) {
        return folder.resolve("nodes/clusters/orders/" + name);
    }
}
