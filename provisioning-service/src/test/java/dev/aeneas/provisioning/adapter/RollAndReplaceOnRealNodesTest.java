package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
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
import dev.aeneas.contracts.TopologyStep.RemoveNode;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * Four nodes: one gets another configuration, another one ends for good and is removed, the first one dies and is replaced.
 * No row is lost.
 */
class RollAndReplaceOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final NodeSetup QUICKER = new NodeSetup(Map.of("compaction_throughput", "128MiB/s"), null);
    private static final int ROWS = 200;

    private final CreateCluster create = new CreateCluster(
            NAME, AutoReplicate.ALL_KEYSPACES, List.of(new DatacenterSpec(WEST, "here", 4, new Sku("Local_S"), 1, 3)));

    @TempDir
    Path folder;

    @Test
    void aConfigurationIsRolledOutAndDeadNodesAreReplacedAndRemovedWithoutLosingARow() throws IOException {
        // few tokens: their ranges are repaired one by one, and what is shown is the same
        try (var service = new RealProvisioning(folder, Map.of("aeneas.provisioning.tokens-per-node", "4"))) {
            assertThat(service.operate(create).error()).isNull();
            fill(service);
            long epoch = ((TopologyReserved)
                            service.send(new ReserveTopology(NAME, "run")).get(0))
                    .epoch();

            rollsOutAConfiguration(service, epoch);
            // in between: who was started a moment ago is called down after 35 s, who was heard for a while after 20 s
            removesANodeThatEnded(service, epoch);
            replacesANodeThatWasKilled(service, epoch);
        }
    }

    private void rollsOutAConfiguration(RealProvisioning service, long epoch) {
        step(service, epoch, new RollNodes(WEST, List.of("west_2"), QUICKER));

        assertThat(setting(service, node(service, "west_2"), "compaction_throughput"))
                .isEqualTo("128MiB/s");
    }

    private void removesANodeThatEnded(RealProvisioning service, long epoch) {
        service.machines().stop(NAME, node(service, "west_3"), Duration.ofSeconds(20));
        step(service, epoch, new RemoveNode(WEST, "west_3"));

        assertThat(names(service)).containsExactly("west_1", "west_2", "west_4");
        // each has every row now, and of one answer the nearest replica's is taken: its own
        for (var left : service.cluster(create).topology().nodes()) {
            assertThat(rowsAt(service, left, ConsistencyLevel.ONE)).isEqualTo(ROWS);
        }
    }

    private void replacesANodeThatWasKilled(RealProvisioning service, long epoch) throws IOException {
        var dead = node(service, "west_2");
        service.process("west_2").kill();
        step(service, epoch, new ReplaceNode(WEST, "west_2", "west_5"));

        var replacement = node(service, "west_5");
        assertThat(replacement.tokens()).isEqualTo(dead.tokens());
        assertThat(names(service)).containsExactly("west_1", "west_4", "west_5");
        assertThat(setting(service, replacement, "compaction_throughput")).isEqualTo("128MiB/s");
        assertThat(rowsAt(service, replacement, ConsistencyLevel.ALL)).isEqualTo(ROWS);
        try (var kept = Files.list(folder.resolve("nodes/removed"))) {
            assertThat(kept).anyMatch(tree -> tree.getFileName().toString().startsWith("orders-west_2@"));
        }
    }

    private List<String> names(RealProvisioning service) {
        return service.cluster(create).topology().nodes().stream()
                .map(Node::name)
                .toList();
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
            service.cluster(create).topology().nodes().forEach(node -> awaitTable(service, node));
            for (int id = 0; id < ROWS; id++) {
                cql.execute(
                        SimpleStatement.newInstance("INSERT INTO shop.orders (id, what) VALUES (" + id + ", 'sword')")
                                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
            }
        }
    }

    /** The driver's own check passes over nodes that its session has no connection to yet. */
    private void awaitTable(RealProvisioning service, Node node) {
        var query = "SELECT table_name FROM system_schema.tables WHERE keyspace_name = 'shop'";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ask(service, node, SimpleStatement.newInstance(query)) != null);
    }

    /** Each node tells of itself only, and a session asks any of them. */
    private String setting(RealProvisioning service, Node node, String name) {
        var query = "SELECT value FROM system_views.settings WHERE name = '" + name + "'";
        return ask(service, node, SimpleStatement.newInstance(query)).getString(0);
    }

    private long rowsAt(RealProvisioning service, Node node, ConsistencyLevel consistency) {
        var query = SimpleStatement.newInstance("SELECT count(*) FROM shop.orders")
                .setConsistencyLevel(consistency)
                .setTimeout(Duration.ofSeconds(30));
        return ask(service, node, query).getLong(0);
    }

    private Row ask(RealProvisioning service, Node node, SimpleStatement query) {
        try (var session = service.login(create, node)) {
            var itself = session.session().getMetadata().getNodes().values().stream()
                    .filter(known -> known.getEndPoint().resolve().toString().contains(node.address()))
                    .findFirst()
                    .orElseThrow();
            return session.session().execute(query.setNode(itself)).one();
        }
    }

    private Node node(RealProvisioning service, String name) {
        return service.cluster(create).topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
