package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.contracts.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job as a story, every service killed in the middle of every chapter: a cluster ordered by a plain Kafka producer,
 * a region lost, the standby grown, nothing lost and nothing done twice. The services are containers where a Docker engine answers.
 */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
    private static final int ROWS = 2_000;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Duration BOUND = Duration.ofMinutes(5);

    private static Stack stack;
    private static Wire wire;

    @BeforeAll
    static void up(Stack shared) throws IOException {
        stack = shared;
        stack.contain("the main job with its services in containers");
        wire = new Wire(stack.bootstrapServers());
    }

    @AfterAll
    static void down() {
        if (wire != null) {
            wire.close();
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(BOUND).pollInterval(Duration.ofMillis(500));
    }

    @Order(1)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                       | 400 | $",
                "{\"datacenters\":[]}                                                    | 400 | cluster",
                "{\"cluster\":\"9lives\"}                                                | 400 | cluster",
                "{\"cluster\":\"a\",\"datacentres\":[]}                                  | 400 | datacentres",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"d\",\"region\":\"east\",\"nodeCount\":-1}]} | 400 | datacenters[0].nodeCount",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"d\",\"region\":\"atlantis\",\"nodeCount\":1}]} | 422 | region",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"d\",\"region\":\"east\",\"nodeCount\":1,\"sku\":\"Huge\"}]} | 422 | sku",
            })
    void badInputIsAnsweredWithTheFieldAndChangesNothing(String body, int status, String field) {
        var answer = stack.provisioning("POST", "/clusters", body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains(field);
        assertThat(stack.provisioning("GET", "/clusters/a", "").statusCode()).isEqualTo(404);
    }

    @Order(2)
    @Test
    void aMessageFromAPlainProducerMakesAClusterThoughEveryServiceIsKilledMeanwhile() {
        wire.send(
                Topics.PROVISIONING_COMMANDS,
                "orders",
                Map.of(
                        "ce_type", "aeneas.provisioning.CreateCluster.v1",
                        "ce_id", "make-orders",
                        "ce_traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"),
                """
                {"cluster": "orders", "datacenters": [
                  {"datacenter": "east", "region": "east", "nodeCount": 3, "sku": "Local_M"},
                  {"datacenter": "west", "region": "west", "nodeCount": 3, "sku": "Local_S"}]}""");
        eventually().until(() -> !stack.nodes("").isEmpty());
        stack.killEveryService();
        var started = stack.nodes("");
        stack.up();

        eventually().until(() -> wire.events("OperationSucceeded").size() == 1);
        assertThat(stack.nodes("")).hasSize(6).containsAll(started);
        assertThat(nodes("east")).hasSize(3).allMatch(node -> state(node).equals("NORMAL"));
        assertThat(nodes("west")).hasSize(3).allMatch(node -> state(node).equals("NORMAL"));
        assertThat(wire.events("DatacenterReady")).hasSize(2);
        isOneTraceFromTheMessageToWorkAfterTheRestart();
    }

    /** The producer's own trace goes on: the command, work before the death of the services, and work after it. */
    private void isOneTraceFromTheMessageToWorkAfterTheRestart() {
        eventually()
                .until(() -> stack.spans(TRACE).stream()
                                .filter(span -> span.contains("\"step\""))
                                .count()
                        > 1);
        assertThat(stack.spans(TRACE))
                .anyMatch(span -> span.contains("aeneas.provisioning.CreateCluster.v1")
                        && span.contains("\"parentSpanId\":\"b7ad6b7169203331\""))
                .anyMatch(span -> span.contains("provisioning-service") && span.contains("\"step\""));
    }

    @Order(3)
    @Test
    void aMessageThatNobodyUnderstandsDoesNotStopTheOthers() {
        wire.send(Topics.FAILOVER_COMMANDS, "orders", "aeneas.failover.Panic.v1", "panic", "{}");
        wire.send(
                Topics.FAILOVER_COMMANDS,
                "orders",
                "aeneas.failover.SetFailoverPolicy.v1",
                "policy",
                """
                {"cluster": "orders", "mode": "AUTOMATIC", "primary": "east", "standby": "west", "targetNodeCount": 6}""");
        eventually().until(() -> wire.events("FailoverPolicyChanged").size() == 1);
        assertThat(stack.aeneas("dead-letters", "list")).contains("aeneas.failover.Panic.v1");
    }

    @Order(4)
    @Test
    void aLostRegionIsReplacedThoughEveryServiceIsKilledMeanwhile() {
        try (var rows = rows("east")) {
            rows.write(ROWS);
        }
        try (var rows = rows("west")) {
            eventually().until(() -> rows.count() == ROWS);
        }
        var standby = addresses("west");
        var advice = new Levels(stack.aeneas("advice", "orders", "--output", "json"));
        stack.killNodes("east_1");
        try (var rows = rows("east")) {
            advice.hold("oneNodeLost", rows);
            advice.hold("oneRackLost", rows); // with a node in each rack the two are one
        }
        stack.killNodes("east");
        eventually().until(() -> wire.events("ScalePlanned").size() == 1);
        eventually().until(() -> wire.events("FailoverMeasured").size() == 1);
        stack.killEveryService();
        stack.up();

        eventually().until(() -> wire.events("FailoverCompleted").size() == 1);
        assertThat(wire.events("RegionDown")).hasSize(1);
        assertThat(wire.events("FailoverStarted")).hasSize(1);
        assertThat(wire.events("TrafficShifted")).hasSize(1);
        assertThat(wire.events("ScaleCompleted")).hasSize(1);
        assertThat(wire.events("CapacityRestored")).hasSize(1);
        assertThat(wire.events("ConsistencyRestored")).hasSize(1);
        assertThat(wire.events("FailoverFailed")).isEmpty();
        assertThat(nodes("west"))
                .hasSize(6)
                .allMatch(node -> state(node).equals("NORMAL")
                        && node.path("sku").asText().equals("Local_M"));
        assertThat(addresses("west")).containsAll(standby);
        try (var rows = rows("west")) {
            assertThat(rows.count()).isEqualTo(ROWS);
            advice.hold("primaryLost", rows);
            advice.hold("standbyLost", rows); // clients are in west now, and the other region is away
        }
        var measured = wire.events("FailoverMeasured").get(0).body();
        assertThat(measured.path("to").asText()).isEqualTo("west");
        assertThat(Duration.parse(measured.path("rpo").asText())).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        assertThat(Duration.parse(measured.path("outage").asText()))
                .isPositive()
                .isLessThan(Duration.ofMinutes(1));
    }

    @Order(5)
    @Test
    void downLeavesTheNodesAlone() throws IOException {
        stack.holdContained();
        var before = stack.nodes("west");
        stack.aeneas("down");
        assertThat(stack.nodes("west")).hasSize(6).isEqualTo(before);
    }

    private static Rows rows(String datacenter) {
        return new Rows(stack.secrets(), "orders", datacenter, addresses(datacenter));
    }

    private static List<String> addresses(String datacenter) {
        return nodes(datacenter).stream()
                .map(node -> node.path("address").asText())
                .toList();
    }

    private static String state(JsonNode node) {
        return node.path("state").asText();
    }

    /** The nodes of a datacenter, as the newest event tells them. */
    private static List<JsonNode> nodes(String datacenter) {
        var changes = wire.events("TopologyChanged");
        var topology = changes.get(changes.size() - 1).body().path("topology");
        return StreamSupport.stream(topology.path("datacenters").spliterator(), false)
                .filter(one -> one.path("datacenter").asText().equals(datacenter))
                .flatMap(one -> StreamSupport.stream(one.path("nodes").spliterator(), false))
                .toList();
    }
}
