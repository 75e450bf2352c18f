package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Moves of clients and rehearsals on a whole stack, each while an application writes all the time by way of the driver
 * library: none of its rows is missing afterwards. Each show can be run by itself.
 *
 * <p>Not in every build (no name that Maven looks for): {@code mvn verify -pl system-tests -am -Dtest=FailoverShow}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverShow {
    private static final String CLUSTER = "orders";
    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_DRILL = Duration.ofMinutes(16); // it ends by itself after 15

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path home;

    private static Stack stack;

    @BeforeAll
    static void up() {
        stack = new Stack(home, LONGEST_DRILL);
        stack.up();
        stack.aeneas(
                "cluster",
                "create",
                CLUSTER,
                "--datacenter",
                "name=east,region=east,nodes=3,sku=Local_S",
                "--datacenter",
                "name=west,region=west,nodes=3,sku=Local_S");
        policy("--primary", "east", "--standby", "west", "--target-nodes", "6", "--block", "0s");
        try (var rows = rows("east")) {
            rows.change("CREATE KEYSPACE " + Application.KEYSPACE
                    + " WITH replication = {'class': 'NetworkTopologyStrategy', 'east': 3, 'west': 3}");
        }
    }

    @AfterAll
    static void down() {
        stack.close();
    }

    @BeforeEach
    @AfterEach
    void nothingIsRed() {
        eventually().untilAsserted(() -> assertThat(readiness().path("level").asText())
                .as(readiness().toPrettyString())
                .isIn("GREEN", "YELLOW"));
    }

    @Order(1)
    @Test
    void aDryDrillTouchesNoNode() throws IOException, InterruptedException {
        var nodes = stack.nodes("");
        try (var application = application()) {
            var drill = drill("--dry");

            assertThat(drill.path("verdict").asText()).isEqualTo("WOULD_RUN");
            assertThat(drill.path("moments").has("LOST")).isFalse();
            assertThat(stack.nodes("")).isEqualTo(nodes);
            assertThat(application.hasLostNothing().path("failed").asInt()).isZero();
        }
    }

    @Order(2)
    @Test
    void aSwitchoverAndTheWayBackByAnotherLoseNothing() throws IOException, InterruptedException {
        var here = clientsAt();
        try (var application = application()) {
            var there = move("switchover").path("to").asText();

            assertThat(there).isNotEqualTo(here);
            assertThat(clientsAt()).isEqualTo(there);
            assertThat(policy().path("primary").asText()).isEqualTo(there);
            assertThat(policy().path("standby").asText()).isEqualTo(here);
            application.goesOn();

            move("switchover");
            assertThat(clientsAt()).isEqualTo(here);
            assertThat(policy().path("primary").asText()).isEqualTo(here);
            application.goesOn();
            assertThat(application.hasLostNothing().path("byDatacenter")).hasSize(2);
            bothHoldTheSame();
        }
    }

    @Order(3)
    @Test
    void anAbortedDrillGivesTheRegionBackAtOnce() throws IOException, InterruptedException {
        var here = clientsAt();
        try (var application = application()) {
            stack.json("drill", "run", CLUSTER, "--lose", here, "--no-wait");
            eventually().until(() -> report().path("moments").has("SHIFTED"));
            var asked = Instant.now();
            stack.aeneas("drill", "abort", CLUSTER, "--reason", "that is enough");

            eventually().until(() -> !report().path("state").asText().equals("Running"));
            var drill = told(report());
            assertThat(drill.path("state").asText()).isEqualTo("Stopped");
            assertThat(drill.path("aborted").asText()).isEqualTo("that is enough");
            assertThat(moment(drill, "UNDOING")).isBefore(asked.plus(AT_ONCE));
            assertThat(clientsAt()).isEqualTo(here);
            application.goesOn();
            application.hasLostNothing();
        }
    }

    @Order(4)
    @Test
    void aGrayRegionIsLeftAndComesBack() throws IOException, InterruptedException {
        var here = clientsAt();
        policy(
                "--primary",
                here,
                "--standby",
                standby(),
                "--target-nodes",
                "6",
                "--block",
                "0s",
                "--on-degraded=FAILOVER");
        try (var application = application()) {
            var nodes = stack.nodes(here);
            var drill = drill("--by", "gray", "--workload", "--rto", "10m");

            assertThat(drill.path("verdict").asText()).isEqualTo("PASSED");
            assertThat(drill.path("moments").has("DEGRADED")).isTrue();
            assertThat(drill.path("moments").has("DOWN")).isFalse();
            assertThat(stack.nodes(here)).isEqualTo(nodes); // none was even restarted
            assertThat(clientsAt()).isEqualTo(here);
            application.hasLostNothing();
        }
    }

    @Order(5)
    @Test
    void aDrillComesWhenItsScheduleSaysSo() throws IOException, InterruptedException {
        var here = clientsAt();
        var due = Instant.now().plus(90, ChronoUnit.SECONDS).truncatedTo(ChronoUnit.MINUTES);
        var cron = due.atZone(ZoneOffset.UTC);
        try (var application = application()) {
            stack.aeneas(
                    "drill",
                    "schedule",
                    "set",
                    CLUSTER,
                    "rehearsal",
                    "--cron",
                    cron.getMinute() + " " + cron.getHour() + " * * *",
                    "--lose",
                    here,
                    "--workload");
            var id = "rehearsal-" + due;
            eventually().until(() -> drills().anyMatch(
                            drill -> drill.path("drillId").asText().equals(id)));
            eventually().until(() -> !report(id).path("state").asText().equals("Running"));

            var drill = told(report(id));
            assertThat(drill.path("verdict").asText()).isEqualTo("PASSED");
            assertThat(moment(drill, "STARTED")).isBetween(due, due.plus(AT_ONCE));
            assertThat(drills().findFirst().orElseThrow().path("forecastError").isNumber())
                    .isTrue();
            assertThat(clientsAt()).isEqualTo(here);
            application.hasLostNothing();

            var page = home.resolve("drill.html");
            stack.aeneas("drill", "report", CLUSTER, id, "--html", page.toString());
            assertThat(Files.readString(page)).contains(id, "PASSED");
            stack.aeneas("drill", "schedule", "delete", CLUSTER, "rehearsal");
        }
    }

    @Order(6)
    @Test
    void whoStaysAfterAFailoverHasANewPrimary() throws IOException, InterruptedException {
        var lost = clientsAt();
        try (var application = application()) {
            var drill = drill("--by", "kill", "--stay");
            assertThat(drill.path("verdict").asText()).isEqualTo("PASSED");
            var now = clientsAt();
            assertThat(now).isNotEqualTo(lost);

            move("stay");
            assertThat(policy().path("primary").asText()).isEqualTo(now);
            assertThat(policy().path("standby").asText()).isEqualTo(lost);
            assertThat(clientsAt()).isEqualTo(now);
            application.goesOn();
            application.hasLostNothing();
            bothHoldTheSame();
        }
    }

    private static Rows rows(String datacenter) {
        return new Rows(stack.secrets(), CLUSTER, datacenter, addresses(datacenter));
    }

    private static void bothHoldTheSame() {
        try (var east = rows("east");
                var west = rows("west")) {
            eventually().untilAsserted(() -> assertThat(east.count(Application.TABLE))
                    .isEqualTo(west.count(Application.TABLE)));
        }
    }

    private static Application application() throws IOException {
        var both = Stream.concat(addresses("east").stream(), addresses("west").stream());
        return new Application(stack, home, CLUSTER, both.toList());
    }

    private static void policy(String... options) {
        var command = new ArrayList<>(List.of("failover", "policy", CLUSTER));
        command.addAll(List.of(options));
        stack.aeneas(command.toArray(String[]::new));
    }

    private static JsonNode policy() {
        return stack.json("failover", "policy", CLUSTER);
    }

    private static String clientsAt() {
        return stack.json("failover", "show", CLUSTER)
                .path("routing")
                .path("datacenter")
                .asText();
    }

    private static String standby() {
        return policy().path("standby").asText();
    }

    /** To its end. Its own comparison may differ by what is written meanwhile: {@link #bothHoldTheSame} compares. */
    private static JsonNode move(String verb) {
        var began = Instant.now();
        var move = stack.json("failover", verb, CLUSTER);
        System.out.println(verb + ", " + Duration.between(began, Instant.now()) + ": " + move);
        assertThat(move.path("state").asText()).isEqualTo("Completed");
        return move;
    }

    /** A drill that loses where clients are, to its end. */
    private static JsonNode drill(String... options) {
        var command = new ArrayList<>(List.of("drill", "run", CLUSTER, "--lose", clientsAt()));
        command.addAll(List.of(options));
        return told(stack.answer(command.toArray(String[]::new)));
    }

    private static JsonNode told(JsonNode drill) {
        System.out.println(drill.toPrettyString());
        return drill;
    }

    private static JsonNode report(String... id) {
        var command = new ArrayList<>(List.of("drill", "report", CLUSTER));
        command.addAll(List.of(id));
        return stack.answer(command.toArray(String[]::new));
    }

    private static Stream<JsonNode> drills() {
        return StreamSupport.stream(stack.json("drill", "list", CLUSTER).spliterator(), false);
    }

    private static Instant moment(JsonNode drill, String name) {
        return Instant.parse(drill.path("moments").path(name).asText());
    }

    private static JsonNode readiness() {
        return stack.answer("readiness", CLUSTER);
    }

    private static List<String> addresses(String datacenter) {
        var nodes = stack.json("datacenter", "show", CLUSTER, datacenter).path("nodes");
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path("address").asText())
                .toList();
    }

    private static ConditionFactory eventually() {
        return await().atMost(BOUND).pollInterval(Duration.ofSeconds(2)); // each look is a JVM
    }
}
