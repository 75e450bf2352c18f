package dev.aeneas.system;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.Topics;
import dev.aeneas.deploy.Rendered;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.platform.testing.IdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services of one region as the overlay {@code three-regions} has them, word for word but for addresses, for the number of
 * replicas and for traces: beside a real broker and a real control store that ask for what those of the overlay ask for, and an identity provider.
 */
class ThreeRegionsTest {
    private enum Service {
        PROVISIONING(8101, "/clusters"),
        SCALING(8102, "/clusters/orders/runs"),
        BACKUP(8103, "/clusters/orders/backups"),
        FAILOVER(8104, "/detection");

        private final int port;
        /** What a viewer may ask for. */
        private final String path;

        Service(int port, String path) {
            this.port = port;
            this.path = path;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String user() {
            return this + "-service";
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String REGION = "east";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static LoopbackBlock block;
    private static IdentityProvider provider;
    private static GuardedKafka kafka;
    private static final Map<Service, Pod> PODS = new EnumMap<>(Service.class);

    @BeforeAll
    static void startEverything() throws Exception {
        var manifests = Rendered.of("three-regions");
        block = started(LoopbackBlock.reserve());
        provider = started(IdentityProvider.start());
        var certificate = TestCertificates.OURS.serverAt(address());
        kafka = started(new GuardedKafka(manifests, REGION, folder.resolve("kafka"), address(), certificate));
        var store = CassandraNode.start(Runtimes.find(), folder.resolve("store"), node(manifests));
        started(store::kill);
        kafka.provide();
        var engine = Engine.find("the services of three-regions in containers");
        for (var service : Service.values()) {
            var pod = started(new Pod(manifests, service.user(), REGION, folder.resolve(service.user())));
            mount(pod, service, certificate);
            pod.start(elsewhere(), engine);
            PODS.put(service, pod);
        }
    }

    private static <T extends AutoCloseable> T started(T one) {
        STARTED.push(one);
        return one;
    }

    private static NodeSpec node(Rendered manifests) throws JsonProcessingException {
        var node = block.address(1, 1);
        var datacenter = manifests
                .kind("CassandraDatacenter")
                .filter(one -> Rendered.name(one).equals(REGION))
                .findFirst()
                .orElseThrow();
        var identity = new NodeIdentity("aeneas-control", REGION, "rack1", NodeAddress.of(node), List.of(node));
        var yaml = datacenter
                .at("/spec/config/cassandra-yaml")
                .toString()
                .replace(
                        "/etc/cassandra-certificate",
                        TestCertificates.OURS.node().toString());
        return NodeSpec.of(identity, NodeJoin.first(List.of("0")))
                .withYaml(JSON.readValue(yaml, new TypeReference<Map<String, Object>>() {}));
    }

    private static String address() {
        return block.address(254, 1);
    }

    /** What the operators, cert-manager and people put into the secrets. */
    private static void mount(Pod pod, Service service, Path certificate) throws IOException {
        var settings = "/etc/aeneas/settings";
        pod.mount(settings, "aeneas.store.username", "cassandra");
        pod.mount(settings, "aeneas.store.password", "cassandra");
        pod.mount(settings, "kafka.sasl.jaas.config", GuardedKafka.login(service.user()));
        pod.mount("/etc/aeneas/access", "tokens", "failover-service secret-of-failover-service operator\n");
        var authority = Files.readString(certificate.resolve("ca.crt"));
        pod.mount("/etc/aeneas/kafka-ca", "ca.crt", authority);
        pod.mount("/etc/aeneas/control-store-ca", "ca.crt", authority);
        pod.mount("/etc/aeneas/gateway", "ca.crt", authority);
        for (var file : List.of("tls.crt", "tls.key")) {
            pod.mount("/etc/aeneas/gateway", file, Files.readString(certificate.resolve(file)));
        }
    }

    /** Names that only Kubernetes knows, and one datacenter of the control store in the place of three. */
    private static Map<String, String> elsewhere() {
        return Map.ofEntries(
                entry("QUARKUS_HTTP_HOST", address()),
                entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                entry("AENEAS_STORE_CONTACT_POINTS", block.address(1, 1) + ":9042"),
                entry("AENEAS_STORE_REPLICATION", "{'class': 'NetworkTopologyStrategy', 'east': 1}"),
                entry("AENEAS_FAILOVER_READINESS_SCALING_URL", url(Service.SCALING)),
                entry("AENEAS_FAILOVER_READINESS_BACKUP_URL", url(Service.BACKUP)),
                entry("QUARKUS_OIDC_AUTH_SERVER_URL", provider.issuer()),
                entry("QUARKUS_OTEL_SDK_DISABLED", "true"));
    }

    private static String url(Service service) {
        return "https://" + address() + ":" + service.port;
    }

    @Test
    void letIntoGatewaysByTlsWhomTheIdentityProviderKnows() throws Exception {
        for (var service : Service.values()) {
            var gateway = awaitReady(service);
            assertThat(gateway.get(service.path, "").statusCode()).isEqualTo(401);
            assertThat(gateway.get(service.path, token("nobody")).statusCode()).isEqualTo(403);
            assertThat(gateway.get(service.path, token("viewer")).statusCode()).isIn(200, 404);
            awaitDenial(service);
            var plain = HttpRequest.newBuilder(URI.create("http://" + address() + ":" + service.port + service.path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.ofString()));
        }
    }

    /** Which travels over Kafka. */
    private static void awaitDenial(Service service) {
        try (var wire = new Wire(kafka.insideServers())) {
            await().atMost(BOUND).until(() -> wire.events().stream()
                    .anyMatch(event -> event.type().equals("aeneas." + service + ".AccessDenied.v1")));
        }
    }

    private static Gateway awaitReady(Service service) {
        var gateway = new Gateway(address(), service.port);
        try {
            await().atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(gateway::ready);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(PODS.get(service).log(), e);
        }
        return gateway;
    }

    /** A message that nobody understands on each topic: whoever listens there reads it, and puts it aside. */
    @Test
    void giveServicesTheRightsThatTheyNeedOnKafkaAndNoOthers() throws Exception {
        for (var service : Service.values()) {
            awaitReady(service);
        }
        try (var wire = new Wire(kafka.insideServers())) {
            for (var topic : Topics.all()) {
                wire.send(topic, "orders", "aeneas.Nothing.v1", "nothing-on-" + topic, "{}");
            }
            for (var service : Service.values()) {
                for (var topic : kafka.readableBy(service.user())) {
                    var ends = kafka.ends(topic);
                    await(service + " on " + topic)
                            .atMost(BOUND)
                            .until(() -> kafka.hasRead("aeneas-" + service + "-", ends));
                }
                var commands = "aeneas." + service + ".commands";
                await(service + "'s dead letters")
                        .atMost(BOUND)
                        .until(() -> kafka.ends(Topics.deadLettersOf(commands)).values().stream()
                                        .mapToLong(end -> end)
                                        .sum()
                                >= 1);
                assertThat(PODS.get(service).log()).doesNotContain("AuthorizationException");
            }
        }
        assertThatThrownBy(() -> kafka.readAs(Service.SCALING.user(), Topics.BACKUP_EVENTS))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> kafka.readAs("stranger", Topics.BACKUP_EVENTS))
                .isInstanceOf(SaslAuthenticationException.class);
    }

    /** What failover-service asks the others for, and Kafka and the store for, over TLS and with logins of its own. */
    @Test
    void letFailoverServiceFindOutWhetherAFailoverWouldWork() throws Exception {
        for (var service : Service.values()) {
            awaitReady(service);
        }
        var gateway = awaitReady(Service.FAILOVER);
        var path = "/clusters/shop/readiness?fresh=true";
        try (var wire = new Wire(kafka.insideServers())) {
            var machines =
                    """
                    {"cluster": "shop", "topology": {"cluster": "shop", "revision": 1, "datacenters": [%s, %s]}}"""
                            .formatted(datacenter("east", 1), datacenter("west", 2));
            wire.send(
                    Topics.PROVISIONING_EVENTS, "shop", "aeneas.provisioning.TopologyChanged.v1", "machines", machines);
            await().atMost(BOUND).until(() -> gateway.get(path, token("viewer")).statusCode() == 200);
            wire.send(
                    Topics.FAILOVER_COMMANDS,
                    "shop",
                    "aeneas.failover.SetFailoverPolicy.v1",
                    "policy",
                    """
                    {"cluster": "shop", "mode": "ASK", "primary": "east", "standby": "west", "targetNodeCount": 3}""");
        }
        await().atMost(BOUND).untilAsserted(() -> assertThat(
                        gateway.get(path, token("viewer")).body())
                .contains("Kafka is not known to survive the loss of east: its replicas are in [east]")
                .contains("the control store is not known to survive the loss of east: its replicas are in [east]")
                .contains("no complete backup is on record")
                .contains("\"growth\":\"PT"));
    }

    /** Of one node, that nobody answers for. */
    private static String datacenter(String name, int number) {
        return """
                {"datacenter": "%1$s", "region": "%1$s", "sku": "Local_S", "racks": ["%1$s_1"], "replicationFactor": 1,
                 "provisioningState": "Succeeded", "deallocated": false, "spareCount": 0, "nodes": [
                   {"name": "%1$s_1", "address": "%2$s", "datacenter": "%1$s", "rack": "%1$s_1", "sku": "Local_S",
                    "state": "NORMAL", "tokens": [%3$d]}]}"""
                .formatted(name, block.address(2, number), number);
    }

    @Test
    void letInTheCommandLineWithTheGatewaysAuthority() throws Exception {
        awaitReady(Service.PROVISIONING);
        var authority = TestCertificates.OURS.server().resolve("ca.crt");
        assertThat(clusterList(authority.toString()).exit()).isZero();
        assertThat(clusterList("").exit()).isNotZero();
    }

    /** As the walk of docs/kubernetes.md has it: a folder says where the gateways are and whom to believe. */
    private static Command.Ran clusterList(String authority) throws IOException {
        var home = Files.createDirectories(folder.resolve("far"));
        Files.writeString(
                home.resolve("stack.properties"),
                "address=%s\nscheme=https\ncertificate-authority=%s\n".formatted(address(), authority));
        return Command.aeneas(
                Map.of("AENEAS_HOME", home.toString(), "AENEAS_TOKEN", token("viewer")),
                Command.BOUND,
                "cluster",
                "list");
    }

    private static String token(String role) {
        long now = Instant.now().getEpochSecond();
        var claims = "{\"iss\":\"%s\",\"aud\":\"aeneas\",\"sub\":\"ann\",\"iat\":%d,\"exp\":%d,\"groups\":[\"%s\"]}";
        return IdentityProvider.signed(claims.formatted(provider.issuer(), now, now + 300, role), provider.key());
    }

    @AfterAll
    static void endEverything() throws Exception {
        for (var one : STARTED) {
            one.close();
        }
    }
}
