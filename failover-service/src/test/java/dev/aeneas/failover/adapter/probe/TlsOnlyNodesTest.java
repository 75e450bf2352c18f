package dev.aeneas.failover.adapter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.cql.CqlProbe;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.adapter.wire.FrameLoop;
import dev.aeneas.failover.canary.Arrivals;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes that talk TLS as the kubernetes provider orders it, in the words of its golden file: among each other with certificates
 * on both sides, and with clients only so.
 */
class TlsOnlyNodesTest {
    private static final Path ORDERED =
            Path.of("../provisioning-service/src/test/resources/kubernetes/datacenter-encrypted-stopped-set-up.yaml");

    private static final Path DOCUMENTATION = Path.of("../docs/kubernetes.md");
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DetectionParameters PARAMETERS = DetectionParameters.DEFAULT;
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final Credentials LOGIN = Credentials.CASSANDRA_DEFAULT;

    @TempDir
    static Path folder;

    private static LoopbackBlock block;
    private static List<String> addresses;
    private static final List<CassandraNode> PROCESSES = new ArrayList<>();
    private static ManagedNodes nodes;

    @BeforeAll
    static void startTwoNodes() throws IOException {
        block = LoopbackBlock.reserve();
        addresses = List.of(block.address(1, 1), block.address(1, 2));
        var secrets = folder.resolve("secrets");
        new CredentialsFolder(secrets).put(ORDERS.value(), new ClusterCredentials(LOGIN, LOGIN));
        Files.copy(TestCertificates.OURS.node().resolve("ca.crt"), secrets.resolve("orders.ca.crt"));
        nodes = new ManagedNodes(secrets);
        start(0);
        await().atMost(BOUND).ignoreExceptions().until(() -> isUp(0) && letsUsIn());
        start(1);
        await().atMost(BOUND).until(() -> isUp(1) && knowsTheOther());
    }

    private static void start(int number) throws IOException {
        var address = addresses.get(number);
        var identity = new NodeIdentity(
                "orders",
                "east",
                "east_1",
                dev.aeneas.local.cassandra.NodeAddress.of(address),
                List.of(addresses.get(0)));
        var spec = NodeSpec.of(identity, NodeJoin.first(List.of(String.valueOf(number))))
                .withSecurity(NodeSecurity.withPasswords(new JmxCredentials("admin", "secret")))
                .withYaml(encryption());
        PROCESSES.add(CassandraNode.start(Runtimes.find(), folder.resolve("node-" + number), spec));
    }

    private static Map<String, Object> encryption() throws IOException {
        var text = Files.readString(ORDERED)
                .replace(
                        "/etc/cassandra-certificate",
                        TestCertificates.OURS.node().toString());
        var yaml = new ObjectMapper(new YAMLFactory()).readTree(text).at("/spec/config/cassandra-yaml");
        return Map.of(
                "server_encryption_options", options(yaml.get("server_encryption_options")),
                "client_encryption_options", options(yaml.get("client_encryption_options")));
    }

    private static Map<?, ?> options(JsonNode node) {
        return new ObjectMapper().convertValue(node, Map.class);
    }

    private static boolean letsUsIn() {
        try (var cluster = nodes.connect(ORDERS, EAST, List.of(NodeAddress.of(addresses.get(0))))) {
            return !cluster.keyspaces().isEmpty();
        }
    }

    private static boolean isUp(int number) {
        return new CqlProbe(PATIENCE, PATIENCE)
                .probe(NodeAddress.of(addresses.get(number)))
                .answered();
    }

    /** Which it is told by gossip, over TLS. */
    private static boolean knowsTheOther() {
        try (var cluster = nodes.connect(ORDERS, EAST, List.of(NodeAddress.of(addresses.get(0))))) {
            return cluster.session()
                            .execute("SELECT peer FROM system.peers_v2")
                            .all()
                            .size()
                    == 1;
        }
    }

    @AfterAll
    static void endThem() {
        PROCESSES.forEach(CassandraNode::kill);
        block.close();
    }

    @Test
    void refuseClientsInTheClearAndAreNotBelievedByStrangers() {
        assertThatThrownBy(() -> connect(Optional.empty()))
                .isInstanceOf(ClusterException.Unreachable.class)
                .hasMessageContaining("take only TLS");
        assertThatThrownBy(() -> connect(Optional.of(TestCertificates.STRANGERS)))
                .isInstanceOf(ClusterException.AccessDenied.class)
                .hasMessageContaining("authority");
    }

    private static void connect(Optional<TestCertificates> certificates) {
        var contact = new ClusterContact(
                List.of(NodeAddress.of(addresses.get(0))),
                "east",
                Optional.of(LOGIN),
                certificates.map(TestCertificates::authority));
        new CqlClusters(CqlBounds.DEFAULT).connect(contact).close();
    }

    @Test
    void letInApplicationsThatDoAsTheDocumentationSays() throws Exception {
        var text = Files.readString(DOCUMENTATION);
        var store = folder.resolve("orders.p12").toString();
        var command = between(text, "keytool", "\n")
                .replace(
                        "orders.ca.crt", folder.resolve("secrets/orders.ca.crt").toString())
                .replace("orders.p12", store)
                .split(" ");
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        var tool = new ProcessBuilder(command).inheritIO().start();
        assertThat(tool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tool.exitValue()).isZero();

        var settings = between(text, "datastax-java-driver.", "```").replace("orders.p12", '"' + store + '"');
        try (var session = CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.fromString(settings))
                .addContactPoint(NodeAddress.of(addresses.get(0)).cql())
                .withLocalDatacenter("east")
                .withAuthCredentials(LOGIN.username(), LOGIN.password())
                .build()) {
            assertThat(session.execute("SELECT key FROM system.local").one()).isNotNull();
        }
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void answerObserversUntilTheyAreFrozenAndAgainAfterwards() {
        try (var loop = new FrameLoop("test")) {
            var answering = new AtomicInteger(-1);
            var rounds = new ProbeRounds(
                    loop,
                    PARAMETERS,
                    () -> nodes.authority(ORDERS),
                    sighting -> answering.set(sighting.silentRounds() > 0 ? 0 : sighting.answering()));
            probeUntil(rounds, answering, 2);
            PROCESSES.forEach(CassandraNode::freeze);
            probeUntil(rounds, answering, 0);
            PROCESSES.forEach(CassandraNode::thaw);
            probeUntil(rounds, answering, 2);
            rounds.close();
        }
    }

    private static void probeUntil(ProbeRounds rounds, AtomicInteger answering, int wanted) {
        await().atMost(BOUND).pollInterval(PARAMETERS.probing().interval()).until(() -> {
            rounds.start(addresses);
            return answering.get() == wanted;
        });
    }

    @Test
    void takeRowsOfObservers() {
        try (var cluster = nodes.connect(ORDERS, EAST, List.of(NodeAddress.of(addresses.get(0))))) {
            CanaryTable.provide(cluster, Map.of("east", 2));
            var kept = "SELECT speculative_retry FROM system_schema.tables"
                    + " WHERE keyspace_name = 'aeneas_canary' AND table_name = 'canary'";
            assertThat(cluster.session().execute(kept).one().getString(0)).isEqualTo("100ms");
        }
        try (var loop = new FrameLoop("test")) {
            var canaries = PARAMETERS.canaries();
            var rows = new CanaryRows("test", EAST, new Arrivals(canaries.interval()));
            var rounds = new CanaryRounds(loop, canaries, rows, () -> nodes.logins(ORDERS));
            await().atMost(BOUND).pollInterval(canaries.interval()).until(() -> {
                rounds.start(addresses);
                return rounds.current()
                        .filter(canary -> canary.failedRounds() == 0)
                        .isPresent();
            });
            rounds.close();
        }
    }
}
