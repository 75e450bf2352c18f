package dev.aeneas.scaling.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.verify.NodeSight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real node with passwords: what verification sees of it, and what it says when a login is wrong. */
class RealNodeTest {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Duration NODE_PATIENCE = Duration.ofSeconds(10);
    private static final ClusterName CLUSTER = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final Sku SMALL = new Sku("Local_S");
    private static final Credentials CQL = Credentials.CASSANDRA_DEFAULT;
    private static final Credentials JMX = new Credentials("aeneas", "secret");

    @TempDir
    static Path folder;

    private static LoopbackBlock block;
    private static CassandraNode process;
    private static Node node;

    @BeforeAll
    static void startANode() {
        block = LoopbackBlock.reserve();
        var address = block.address(1, 1);
        node = new Node("east_1", address, EAST, "east_1", SMALL, NodeState.NORMAL, List.of(0L));
        var identity = new NodeIdentity("orders", "east", "east_1", NodeAddress.of(address), List.of(address));
        var security = NodeSecurity.withPasswords(new JmxCredentials(JMX.username(), JMX.password()));
        var spec = NodeSpec.of(identity, NodeJoin.first(List.of("0")))
                .withSecurity(security)
                .withYaml(Map.of("client_encryption_options", TestCertificates.OURS.clientOptions(true)));
        process = CassandraNode.start(Runtimes.find(), folder.resolve("node"), spec);
        process.awaitCql(BOUND);
    }

    @AfterAll
    static void endTheNode() {
        process.kill();
        block.close();
    }

    private static CredentialsFolder kept(String name, Credentials cql, Credentials jmx) {
        var credentials = new CredentialsFolder(folder.resolve(name));
        credentials.put(CLUSTER.value(), new ClusterCredentials(cql, jmx));
        return credentials;
    }

    private static NodeSight look(CredentialsFolder credentials) {
        return new LookOverJmxAndCql(credentials, NODE_PATIENCE, 4)
                .look(CLUSTER, List.of(node))
                .get("east_1");
    }

    @Test
    void seesTheRingAndLogsIn() {
        var credentials = kept("right", CQL, JMX);
        // the default role is made a few seconds after the node serves
        await().atMost(BOUND).until(() -> look(credentials).trouble().isEmpty());

        var east = look(credentials).ring().orElseThrow().in("east");
        assertThat(east.nodes()).singleElement().satisfies(seen -> assertThat(seen.joinedWith(node.tokens()))
                .isTrue());
    }

    @Test
    void logsInOverTlsToWhomItBelieves() throws IOException {
        var ours = kept("tls", CQL, JMX);
        await().atMost(BOUND).until(() -> look(ours).trouble().isEmpty());
        believe("tls", TestCertificates.OURS);
        assertThat(look(ours).trouble()).isEmpty();

        believe("tls", TestCertificates.STRANGERS);
        assertThat(look(ours).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("lets no client log in", "trust anchors"));
    }

    private static void believe(String name, TestCertificates certificates) throws IOException {
        Files.copy(
                certificates.node().resolve("ca.crt"),
                folder.resolve(name).resolve(CLUSTER + ".ca.crt"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void saysThatAWrongPasswordLetsNobodyIn() {
        assertThat(look(kept("wrong-cql", new Credentials("cassandra", "wrong"), JMX))
                        .trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("lets no client log in"));
    }

    @Test
    void saysThatANodeDoesNotTellWhenItsJmxRefuses() {
        assertThat(look(kept("wrong-jmx", CQL, new Credentials("aeneas", "wrong")))
                        .trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("does not tell how it sees the ring"));
    }

    @Test
    void surveysTheSizeTheThrottleAndThatNobodyRepairs() {
        var facts = new SurveyOverJmx(kept("survey", CQL, JMX), NODE_PATIENCE, 4)
                .survey(CLUSTER, List.of(node))
                .get("east_1");

        assertThat(facts.answers()).isTrue();
        assertThat(facts.loadBytes()).isPositive();
        assertThat(facts.streamMebibytesPerSecond()).isPositive();
        assertThat(facts.repairs()).isZero();
        assertThat(facts.down()).isEmpty();
    }

    @Test
    void measuresTheLoadAndWhetherItKnowsItsCpu() {
        var measure = new MeasureOverJmx(kept("measure", CQL, JMX), NODE_PATIENCE, 4);
        // the JVM compares with the last time it was asked, and so knows nothing at the first
        await().atMost(BOUND)
                .until(() -> measure.measure(CLUSTER, List.of(node)).get("east_1"), load -> load.cpuUse() != null);

        var load = measure.measure(CLUSTER, List.of(node)).get("east_1");
        assertThat(load.answers()).isTrue();
        assertThat(load.cpuUse()).isBetween(0.0, 1.0);
        assertThat(load.loadBytes()).isPositive();
        assertThat(load.down()).isEmpty();
    }

    @Test
    void surveysANodeThatTellsNothingAsSilent() {
        assertThat(new SurveyOverJmx(kept("survey-wrong", CQL, new Credentials("aeneas", "wrong")), NODE_PATIENCE, 4)
                        .survey(CLUSTER, List.of(node)))
                .containsEntry("east_1", NodeFacts.SILENT);
    }

    @Test
    void readsTheKeyspaces() {
        var credentials = kept("keyspaces", CQL, JMX);
        await().atMost(BOUND).until(() -> look(credentials).trouble().isEmpty());
        var datacenter = new ClusterTopology.Datacenter(
                EAST, "east", SMALL, List.of("east_1"), 1, ProvisioningState.SUCCEEDED, false, List.of(node));
        var topology = new ClusterTopology(CLUSTER, 1, List.of(datacenter));

        assertThat(new KeyspacesOverCql(credentials, new CqlClusters(CqlBounds.DEFAULT)).keyspaces(topology, EAST))
                .extracting(Keyspace::name)
                .contains("system_auth");
    }
}
