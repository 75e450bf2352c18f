package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.Replication.NetworkTopology;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a cluster on as few real nodes as show it. */
class ClusterOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final Sku SMALL = new Sku("Local_S");
    private static final Sku MEDIUM = new Sku("Local_M");
    private static final int ROWS = 500;

    private final CreateCluster create = new CreateCluster(NAME, AutoReplicate.ALL_KEYSPACES, List.of(spec(EAST)));

    @TempDir
    Path folder;

    @Test
    void aClusterIsCreatedGrowsAcrossDatacentersAndIsDeleted() {
        try (var service = new RealProvisioning(folder, Map.of())) {
            createsASecuredCluster(service);
            addsADatacenterWithTheData(service);
            preparesJoinsAndResizesUnderTheLock(service);
            deletesTheDatacenterOnceNoKeyspaceNamesIt(service);
            deletesTheCluster(service);
        }
    }

    private void createsASecuredCluster(RealProvisioning service) {
        var operation = service.operate(create);

        assertThat(operation.error()).isNull();
        try (var session = service.login(create, node(service, "east_1"))) {
            assertThat(session.keyspaces())
                    .filteredOn(keyspace -> Keyspace.REPLICATED_SYSTEM.contains(keyspace.name()))
                    .allSatisfy(keyspace ->
                            assertThat(keyspace.replication()).isEqualTo(NetworkTopology.of(Map.of("east", 1))));
            fill(session);
        }
    }

    private void addsADatacenterWithTheData(RealProvisioning service) {
        var operation = service.operate(new CreateDatacenter(NAME, spec(WEST)));

        assertThat(operation.error()).isNull();
        assertThat(rowsAt(service, "west_1")).isEqualTo(ROWS);
    }

    private void preparesJoinsAndResizesUnderTheLock(RealProvisioning service) {
        var reserved = (TopologyReserved)
                service.send(new ReserveTopology(NAME, "run")).get(0);
        var tokens =
                LongStream.range(0, 16).map(i -> i * 1_000_003 + 17).boxed().toList();
        var spare = new NewNode("west_2", "west_1", SMALL, tokens);

        step(service, reserved.epoch(), new PrepareNodes(WEST, List.of(spare)));
        assertThat(node(service, "west_2").state()).isEqualTo(NodeState.PREPARED);
        preparesASpareThatDiedAgain(service, reserved.epoch(), spare);
        step(service, reserved.epoch(), new JoinNodes(WEST, List.of("west_2")));
        assertThat(node(service, "west_2").state()).isEqualTo(NodeState.NORMAL);
        assertThat(rowsAt(service, "west_2")).isEqualTo(ROWS);
        step(service, reserved.epoch(), new ResizeNodes(WEST, List.of("west_2"), MEDIUM));
        assertThat(service.machines().runsAs(NAME, node(service, "west_2"), MEDIUM))
                .isTrue();
        assertThat(rowsAt(service, "west_2")).isEqualTo(ROWS);
        tendsAndDecommissions(service, reserved.epoch());
        assertThat(service.send(new ReleaseTopology(NAME, "run", reserved.epoch())))
                .containsExactly(new TopologyReleased(NAME, "run", reserved.epoch()));
    }

    private void preparesASpareThatDiedAgain(RealProvisioning service, long epoch, NewNode spare) {
        service.process("west_2").kill();
        step(service, epoch, "again", new PrepareNodes(WEST, List.of(spare)));

        // everything that a survey asks before a spare counts
        try (var again = service.connect(NAME, node(service, "west_2"))) {
            assertThat(again.mode()).isEqualTo(NodeMode.UNJOINED);
            assertThat(again.ring().up().nodes()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(again.throttles().stream()).isPositive();
            assertThat(again.loadBytes()).isNotNegative();
            assertThat(again.runningRepairs()).isZero();
        }
    }

    private void tendsAndDecommissions(RealProvisioning service, long epoch) {
        step(service, epoch, "lift", new ThrottleNodes(WEST, true));
        assertThat(service.cluster(create).throttlesBefore()).containsOnlyKeys("west_1", "west_2");
        step(service, epoch, "put back", new ThrottleNodes(WEST, false));
        assertThat(service.cluster(create).throttlesBefore()).isEmpty();
        step(service, epoch, "clean", new CleanUpNodes(WEST, List.of("west_1")));
        step(service, epoch, "leave", new DecommissionNode(WEST, "west_2"));
        assertThat(service.cluster(create).topology().nodes())
                .extracting(Node::name)
                .containsExactly("east_1", "west_1");
        assertThat(rowsAt(service, "west_1")).isEqualTo(ROWS);
    }

    private void deletesTheDatacenterOnceNoKeyspaceNamesIt(RealProvisioning service) {
        var refused = service.operate(new DeleteDatacenter(NAME, WEST));
        assertThat(refused.error().code()).isEqualTo("DatacenterInUse");
        assertThat(refused.error().message()).contains("shop");
        try (var session = service.login(create, node(service, "east_1"))) {
            session.replicate("shop", NetworkTopology.of(Map.of("east", 1)));
        }

        var deleted = service.operate(new DeleteDatacenter(NAME, WEST));

        assertThat(deleted.error()).isNull();
        assertThat(service.cluster(create).topology().nodes())
                .extracting(Node::name)
                .containsExactly("east_1");
        assertThat(rowsAt(service, "east_1")).isEqualTo(ROWS);
    }

    private void deletesTheCluster(RealProvisioning service) {
        var east = node(service, "east_1");

        var operation = service.operate(new DeleteCluster(NAME));

        assertThat(operation.error()).isNull();
        assertThat(service.machines().runs(NAME, east)).isFalse();
        assertThat(service.cluster(create).deleted()).isTrue();
    }

    private void step(RealProvisioning service, long epoch, TopologyStep step) {
        step(service, epoch, step.getClass().getSimpleName(), step);
    }

    private void step(RealProvisioning service, long epoch, String id, TopologyStep step) {
        service.send(new RunTopologyStep(NAME, "run", epoch, id, step));
        var over = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> service.cluster(create).lock().step(id).orElseThrow(), StepRun::over);
        assertThat(over.error()).isNull();
    }

    private Node node(RealProvisioning service, String name) {
        return service.cluster(create).topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void fill(CqlCluster session) {
        var cql = session.session();
        cql.execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'east': 1}");
        cql.execute("CREATE TABLE shop.orders (id int PRIMARY KEY, what text)");
        for (int id = 0; id < ROWS; id++) {
            cql.execute("INSERT INTO shop.orders (id, what) VALUES (" + id + ", 'sword')");
        }
    }

    private long rowsAt(RealProvisioning service, String node) {
        try (var session = service.login(create, node(service, node))) {
            return session.session()
                    .execute("SELECT count(*) FROM shop.orders")
                    .one()
                    .getLong(0);
        }
    }

    private static DatacenterSpec spec(DatacenterName name) {
        return new DatacenterSpec(name, "here", 1, SMALL, 1, 1);
    }
}
