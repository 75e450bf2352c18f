package dev.aeneas.failover.adapter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.adapter.cluster.ManagedNodes;
import dev.aeneas.failover.adapter.probe.Canaries;
import dev.aeneas.failover.adapter.probe.CanaryTable;
import dev.aeneas.failover.adapter.probe.GossipEvidence;
import dev.aeneas.failover.adapter.probe.Observer;
import dev.aeneas.failover.adapter.probe.Outbox;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.VantagePoint;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.platform.adapter.kafka.KafkaPublisher;
import dev.aeneas.platform.adapter.runtime.PlatformConfig;
import dev.aeneas.platform.testing.EveryDoor;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.platform.testing.LocalTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with a real Kafka and a real store, three observers, fake nodes; provisioning and scaling are played. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(FailoverServiceTest.InWest.class)
class FailoverServiceTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int TRIES = Integer.getInteger("failover.tries", 2);
    private static final String POLICY = """
            {"mode": "AUTOMATIC", "primary": "east", "standby": "west"}""";

    /** The one real replica looks from the west and finds no gossip to ask. */
    public static final class InWest implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "aeneas.failover.observer.region",
                    "west",
                    "aeneas.failover.move.clients-follow",
                    "100ms",
                    "aeneas.failover.detection.gossip",
                    "0s",
                    "aeneas.failover.detection.canary-interval",
                    "1s",
                    "aeneas.failover.detection.canary-table",
                    "0s",
                    "aeneas.failover.readiness.interval",
                    "1s",
                    "aeneas.failover.readiness.scaling-url",
                    FakeScaling.start());
        }
    }

    @Inject
    FailoverConfig config;

    @Inject
    KafkaPublisher publisher;

    @Inject
    PlatformConfig platform;

    @Inject
    KnownClusters known;

    @Inject
    DetectionParameters parameters;

    @Inject
    GossipEvidence gossip;

    @Inject
    ManagedNodes nodes;

    @Inject
    CanaryTable table;

    @Inject
    FakeRepair repair;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void everyDoorOpensForWhomTheTableNamesAndForNobodyElse() {
        assertThat(EveryDoor.check("failover", URI.create(RestAssured.baseURI + ":" + RestAssured.port)))
                .isGreaterThan(20);
    }

    @TestHTTPResource
    URI service;

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final List<FakeCluster> clusters = new ArrayList<>();
    private final ScheduledExecutorService otherObservers = Executors.newScheduledThreadPool(2);
    private HeardMessages heard;

    @BeforeAll
    static void everyRequestShowsAToken() {
        RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR);
    }

    @BeforeEach
    void begin() {
        heard = new HeardMessages(bootstrapServers);
        for (var region : List.of("east", "witness")) {
            var here = new VantagePoint("observer_" + region, region);
            var canaries = new Canaries(known, here, parameters, nodes, table, config);
            var observer =
                    new Observer(known, here, parameters, new Outbox(publisher, platform), gossip, canaries, nodes);
            long writes = parameters.canaries().interval().toMillis();
            otherObservers.scheduleWithFixedDelay(observer::write, 0, writes, TimeUnit.MILLISECONDS);
            long interval = parameters.probing().interval().toMillis();
            otherObservers.scheduleWithFixedDelay(observer::look, 0, interval, TimeUnit.MILLISECONDS);
        }
    }

    @AfterEach
    void end() {
        otherObservers.shutdownNow();
        clusters.forEach(FakeCluster::close);
        heard.close();
        block.close();
    }

    /** Fake nodes tell no keyspaces; the three observers were heard, and the standby could grow. */
    private void knowsWhatStandsInTheWay() {
        await().atMost(BOUND).untilAsserted(() -> given().get("/clusters/orders/readiness")
                .then()
                .statusCode(200)
                .body("level", equalTo("RED"))
                .body("growth", equalTo("PT35S"))
                .body(
                        "findings.check",
                        contains(
                                "STANDBY_ANSWERS",
                                "BACKUP_OUTSIDE_REGION",
                                "CONTROL_PLANE_SURVIVES",
                                "CONTROL_PLANE_SURVIVES")));
    }

    /** Every fake node keeps the same rows. */
    private void seesThatNothingIsMissing() {
        await().atMost(BOUND).untilAsserted(() -> given().get("/clusters/orders/replication")
                .then()
                .statusCode(200)
                .body("datacenter", contains("east", "west"))
                .body("behind.lag", equalTo(List.of(List.of("PT0S"), List.of("PT0S")))));
        await().atMost(BOUND).untilAsserted(() -> given().get("/q/metrics")
                .then()
                .body(containsString(
                        "aeneas_replication_lag_seconds{cluster=\"orders\",from=\"east\",to=\"west\"} 0.0")));
        given().contentType(ContentType.JSON)
                .body("{\"currency\": \"EUR\", \"nodeMonth\": {\"Local_S\": 100, \"Local_L\": 400}}")
                .post("/clusters/orders/cost-advice")
                .then()
                .statusCode(200)
                .body("target.nodeCount", equalTo(6))
                .body("ways.kind", hasItems("BACKUP_ONLY", "WARM", "HOT"))
                .body("ways.find { it.present }.rto", equalTo("PT39.85S"))
                .body("ways.find { it.kind == 'HOT' }.rto", equalTo("PT1.85S"));
        given().contentType(ContentType.JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/clusters/orders/cost-advice")
                .then()
                .statusCode(400)
                .body("detail", containsString("nodeMonth"));
    }

    private void rehearsesOnlyWhatWouldGoWell() {
        var location = given().contentType(ContentType.JSON)
                .body("{\"region\": \"east\", \"by\": \"FREEZE\", \"rto\": \"PT2M\"}")
                .post("/clusters/orders/drills")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(BOUND).untilAsserted(() -> given().get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("Refused"))
                .body("promisedRto", equalTo("PT2M"))
                .body("forecastRto", equalTo("PT39.85S"))
                .body("reasons[0]", containsString("readiness must not be red")));
        given().get(location + "/page").then().statusCode(200).body(containsString("REFUSED"));
    }

    @Test
    void carriesClientsElsewhereWhenARegionIsLost() {
        var orders = cluster("orders");
        refusesWhatIsWrong();
        var stream = listenTo("orders");
        await().atMost(BOUND).until(() -> stream.stream().anyMatch(line -> line.contains("\"datacenter\":\"east\"")));
        knowsWhatStandsInTheWay();
        rehearsesOnlyWhatWouldGoWell();

        seesThatNothingIsMissing();

        orders.killEast();
        await().atMost(BOUND).until(() -> has(orders, ScaleDatacenter.class));
        assertThat(types(orders))
                .containsSubsequence(
                        RegionSuspected.class, RegionDown.class, FailoverStarted.class, TrafficShifted.class);
        await().atMost(BOUND).until(() -> stream.stream().anyMatch(line -> line.contains("\"datacenter\":\"west\"")));

        say(new ScaleCompleted(
                orders.name,
                orders.topology.datacenters().get(1).datacenter(),
                "orders-failover-1",
                6,
                orders.topology.datacenters().get(0).sku(),
                List.of("west_1"),
                Instant.now(),
                Duration.ofSeconds(1)));
        await().atMost(BOUND).until(() -> has(orders, FailoverCompleted.class));
        await().atMost(BOUND).until(() -> has(orders, FailoverMeasured.class));
        assertThat(repair.asked()).contains("orders/west 3");
        given().get("/clusters/orders/failovers/orders-failover-1")
                .then()
                .statusCode(200)
                .body("state", equalTo("Completed"))
                .body("measured.rpo", equalTo("PT0S"))
                .body("measured.outage", startsWith("PT"));
        given().get("/clusters/orders/routing")
                .then()
                .body("datacenter", equalTo("west"))
                .body("epoch", equalTo(1))
                .body("consistency.write", equalTo("LOCAL_QUORUM"));
        assertThat(types(orders).stream().filter(RegionDown.class::equals)).hasSize(1);
    }

    @Test
    void switchesClientsOverOnceTheStandbyHasGrown() {
        var shop = cluster("shop");
        await().atMost(BOUND)
                .until(() -> given().contentType(ContentType.JSON)
                                .body("{\"runId\": \"there\"}")
                                .post("/clusters/shop/switchover")
                                .statusCode()
                        == 202);
        given().contentType(ContentType.JSON)
                .post("/clusters/shop/failback")
                .then()
                .statusCode(409)
                .body(containsString("./aeneas failover stay shop"));
        given().get("/clusters/shop/moves/there").then().body("step", equalTo("GROW"));

        await().atMost(BOUND).until(() -> has(shop, ScaleDatacenter.class));
        say(new ScaleCompleted(
                shop.name,
                shop.topology.datacenters().get(1).datacenter(),
                "there-grow",
                6,
                shop.topology.datacenters().get(0).sku(),
                List.of("west_1"),
                Instant.now(),
                Duration.ofSeconds(1)));
        await().atMost(BOUND).until(() -> has(shop, MoveCompleted.class));
        given().get("/clusters/shop/moves").then().body("state", contains("Completed"));
        given().get("/clusters/shop/routing")
                .then()
                .body("datacenter", equalTo("west"))
                .body("epoch", equalTo(1));
        given().get("/clusters/shop/failover-policy").then().body("primary", equalTo("west"));
    }

    @Test
    void noticesAKilledAndAFrozenRegionInTime() {
        var names = IntStream.range(0, TRIES).boxed().flatMap(i -> Stream.of("killed" + i, "frozen" + i));
        var known = clusters(names.toArray(String[]::new)).iterator();
        var killed = new ArrayList<Long>();
        var frozen = new ArrayList<Long>();
        while (known.hasNext()) {
            killed.add(measure(known.next(), FakeCluster::killEast));
            frozen.add(measure(known.next(), FakeCluster::freezeEast));
        }

        System.out.println("Detection, from loss to RegionDown heard by another consumer: killed " + killed
                + " ms, frozen " + frozen + " ms; computed without transport: " + parameters.bounds());
        assertThat(killed).allSatisfy(ms -> assertThat(ms).isGreaterThan(0));
        assertThat(frozen).allSatisfy(ms -> assertThat(ms).isGreaterThan(600));
    }

    @Test
    void tellsOfARegionThatAnswersAndServesNoWrites() {
        var cluster = cluster("gray");
        var grayAt = Instant.now();
        cluster.grayEast(true);
        await().atMost(BOUND).until(() -> has(cluster, RegionDegraded.class));
        var took = Duration.between(grayAt, heard.first(cluster.name, RegionDegraded.class));
        System.out.println("Detection, from failing writes to RegionDegraded heard by another consumer: "
                + took.toMillis() + " ms");
        await().atMost(BOUND).until(() -> has(cluster, FailoverDecisionNeeded.class));
        cluster.grayEast(false);
        await().atMost(BOUND).until(() -> has(cluster, RegionRecovered.class));

        assertThat(types(cluster))
                .containsSubsequence(RegionDegraded.class, RegionRecovered.class)
                .doesNotContain(RegionDown.class, FailoverStarted.class);
    }

    private long measure(FakeCluster cluster, Consumer<FakeCluster> lose) {
        var lostAt = Instant.now();
        lose.accept(cluster);
        await().atMost(BOUND).until(() -> has(cluster, RegionDown.class));
        return Duration.between(lostAt, heard.first(cluster.name, RegionDown.class))
                .toMillis();
    }

    private void refusesWhatIsWrong() {
        var path = "/clusters/orders/failover-policy";
        put(path, POLICY.replace("west", "nowhere"), 404, "nowhere");
        put(path, POLICY.replace("AUTOMATIC", "SOMETIMES"), 400, "mode");
        put(path, "{\"mode\": ", 400, "well-formed");
        put("/clusters/nothing/failover-policy", POLICY, 404, "nothing");
        given().contentType(ContentType.JSON)
                .body("{\"region\": \"west\", \"reason\": \"a mistake\"}")
                .post("/clusters/orders/failovers")
                .then()
                .statusCode(422)
                .body("detail", containsString("where clients are"));
        given().get("/detection").then().statusCode(200).body("inWords", containsString("1250 ms (killed)"));
    }

    private static void put(String path, String body, int status, String detail) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put(path)
                .then()
                .statusCode(status)
                .body("detail", containsString(detail));
    }

    private FakeCluster cluster(String name) {
        return clusters(name).get(0);
    }

    /** Clusters with a policy, known healthy. */
    private List<FakeCluster> clusters(String... names) {
        var made = new ArrayList<FakeCluster>();
        for (var name : names) {
            var cluster = new FakeCluster(name, block, clusters.size() + 1);
            clusters.add(cluster);
            made.add(cluster);
            say(new TopologyChanged(cluster.name, cluster.topology));
        }
        await().atMost(BOUND).until(() -> areHealthy(names));
        for (var name : names) {
            given().contentType(ContentType.JSON)
                    .body(POLICY)
                    .put("/clusters/" + name + "/failover-policy")
                    .then()
                    .statusCode(200);
        }
        await().pollDelay(parameters.electorate().settling().plusSeconds(1)).until(() -> areHealthy(names));
        return made;
    }

    private static boolean areHealthy(String... clusters) {
        return Stream.of(clusters).allMatch(cluster -> healthyRegions(cluster) == 2);
    }

    private static long healthyRegions(String cluster) {
        var response = given().get("/clusters/" + cluster + "/regions");
        return response.statusCode() != 200
                ? 0
                : response.jsonPath().getList("verdict").stream()
                        .filter("Healthy"::equals)
                        .count();
    }

    private void say(Message message) {
        var id = UUID.randomUUID().toString();
        publisher.publish(List.of(new Envelope(id, URI.create("/test"), Instant.now(), id, id, message)));
    }

    private boolean has(FakeCluster cluster, Class<? extends Message> type) {
        return types(cluster).contains(type);
    }

    private List<Class<? extends Message>> types(FakeCluster cluster) {
        return heard.of(cluster.name).stream()
                .<Class<? extends Message>>map(Message::getClass)
                .toList();
    }

    private List<String> listenTo(String cluster) {
        var lines = new CopyOnWriteArrayList<String>();
        var uri = service.resolve("/clusters/" + cluster + "/routing/stream");
        HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + LocalTokens.ADMINISTRATOR)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        return lines;
    }
}
