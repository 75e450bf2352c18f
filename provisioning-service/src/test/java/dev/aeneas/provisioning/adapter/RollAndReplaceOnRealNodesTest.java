package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes: one gets another configuration, one dies and is replaced, and every acknowledged row is there. Not part of a
 * build until it has been seen green: {@code -Daeneas.try=true}.
 */
@EnabledIfSystemProperty(named = "aeneas.try", matches = "true")
class RollAndReplaceOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final NodeSetup QUICKER = new NodeSetup(Map.of("compaction_throughput", "128MiB/s"), null);
    private static final int ROWS = 200;

    private final CreateCluster create = new CreateCluster(
            NAME, AutoReplicate.ALL_KEYSPACES, List.of(new DatacenterSpec(WEST, "here", 3, new Sku("Local_S"), 3, 3)));

    @TempDir
    Path folder;

    @Test
    void aConfigurationIsRolledOutAndADeadNodeIsReplacedWithoutLosingARow() throws IOException {
        try (var service = new RealProvisioning(folder, Map.of())) {
            assertThat(service.operate(create).error()).isNull();
            fill(service);
            long epoch = ((TopologyReserved)
                            service.send(new ReserveTopology(NAME, "run")).get(0))
                    .epoch();

            var dead = node(service, "west_2");
            step(service, epoch, new RollNodes(WEST, List.of("west_2"), QUICKER));
            assertThat(setting(service, dead, "compaction_throughput")).isEqualTo("128MiB/s");

            service.machines().stop(NAME, dead, Duration.ZERO);
            step(service, epoch, new ReplaceNode(WEST, "west_2", "west_5"));

            var replacement = node(service, "west_5");
            assertThat(replacement.tokens()).isEqualTo(dead.tokens());
            assertThat(service.cluster(create).topology().nodes())
                    .extracting(Node::name)
                    .containsExactly("west_1", "west_3", "west_5");
            assertThat(setting(service, replacement, "compaction_throughput")).isEqualTo("128MiB/s");
            assertThat(rowsAt(service, replacement, ConsistencyLevel.ONE)).isEqualTo(ROWS);
            assertThat(rowsAt(service, replacement, ConsistencyLevel.ALL)).isEqualTo(ROWS);
            try (var kept = Files.list(folder.resolve("nodes/removed"))) {
                assertThat(kept).anyMatch(tree -> tree.getFileName().toString().startsWith("orders-west_2@"));
            }
        }
    }

    private void step(RealProvisioning service, long epoch, TopologyStep step) {
        var id = step.getClass().getSimpleName();
        service.send(new RunTopologyStep(NAME, "run", epoch, id, step));
        var over = Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> service.cluster(create).lock().step(id).orElseThrow(), StepRun::over);
        assertThat(over.error()).isNull();
    }

    private void fill(RealProvisioning service) {
        try (var session = service.login(create, node(service, "west_1"))) {
            var cql = session.session();
            cql.execute("CREATE KEYSPACE shop WITH replication = {'class': 'NetworkTopologyStrategy', 'west': 3}");
            cql.execute("CREATE TABLE shop.orders (id int PRIMARY KEY, what text)");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(cql::checkSchemaAgreement);
            for (int id = 0; id < ROWS; id++) {
                cql.execute(
                        SimpleStatement.newInstance("INSERT INTO shop.orders (id, what) VALUES (" + id + ", 'sword')")
                                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
            }
        }
    }

    private String setting(RealProvisioning service, Node node, String name) {
        try (var session = service.login(create, node)) {
            // each node tells of itself only, and a session asks any of them
            var itself = session.session().getMetadata().getNodes().values().stream()
                    .filter(known -> known.getEndPoint().resolve().toString().contains(node.address()))
                    .findFirst()
                    .orElseThrow();
            return session.session()
                    .execute(SimpleStatement.newInstance(
                                    "SELECT value FROM system_views.settings WHERE name = '" + name + "'")
                            .setNode(itself))
                    .one()
                    .getString(0);
        }
    }

    private long rowsAt(RealProvisioning service, Node node, ConsistencyLevel consistency) {
        try (var session = service.login(create, node)) {
            return session.session()
                    .execute(SimpleStatement.newInstance("SELECT count(*) FROM shop.orders")
                            .setConsistencyLevel(consistency)
                            .setTimeout(Duration.ofSeconds(30)))
                    .one()
                    .getLong(0);
        }
    }

    private Node node(RealProvisioning service, String name) {
        return service.cluster(create).topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
