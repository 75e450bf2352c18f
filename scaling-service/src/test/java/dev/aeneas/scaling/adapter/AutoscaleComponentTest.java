package dev.aeneas.scaling.adapter;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.datacenter;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecided;
import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicyDeleted;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.platform.testing.LocalTokens;
import dev.aeneas.scaling.FakeProvisioning;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy from REST to the run that it asks for, on a real broker and a real store; nodes and provisioning are played. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class AutoscaleComponentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ClusterName SHOP = new ClusterName("shop");
    private static final String AUTOSCALE = "/clusters/shop/datacenters/west/autoscale";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final FakeProvisioning provisioning =
            new FakeProvisioning(new ClusterTopology(SHOP, 1, List.of(datacenter(WEST, 2, 3, SMALL))), step -> true);
    private KafkaClient kafka;

    @BeforeAll
    static void everyRequestShowsAToken() {
        RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR);
    }

    @BeforeEach
    void provisioningIsThere() {
        kafka = new KafkaClient(bootstrapServers, provisioning);
        kafka.send(new TopologyChanged(SHOP, provisioning.topology()));
        await().atMost(PATIENCE).until(() -> put(AUTOSCALE, "{}").statusCode() == 422);
    }

    @AfterEach
    void close() throws InterruptedException {
        kafka.close();
    }

    private static Response put(String path, String body) {
        return given().contentType("application/json").body(body).put(path);
    }

    @Test
    void bringsADatacenterToItsLeastByARunOfItsOwnAndRefusesWhatBreaksRules() {
        refusesWhatBreaksRules();
        bringsADatacenterToItsLeastByARunOfItsOwn();
        leavesItAloneWhenThePolicyIsDeleted();
    }

    private void refusesWhatBreaksRules() {
        given().get(AUTOSCALE).then().statusCode(404).contentType("application/problem+json");
        put(AUTOSCALE, "{\"nodeCountMin\": 2, \"nodeCountMax\": 1, \"cooldown\": \"PT1S\"}")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", hasItems("nodeCountMin", "nodeCountMax", "targetCpuPercent", "cooldown"));
        put(AUTOSCALE, "{\"nodes\": 3}").then().statusCode(400).body("violations.field", contains("nodes"));
        put(AUTOSCALE, "").then().statusCode(400);
        put("/clusters/shop/datacenters/north/autoscale", "{}").then().statusCode(404);
        put("/clusters/nowhere/datacenters/west/autoscale", "{}").then().statusCode(404);
    }

    private void bringsADatacenterToItsLeastByARunOfItsOwn() {
        put(AUTOSCALE, "{\"nodeCountMin\": 6, \"nodeCountMax\": 9, \"targetCpuPercent\": 60}")
                .then()
                .statusCode(200)
                .body("policy.nodeCountMin", equalTo(6))
                .body("policy.cooldown", equalTo("PT10M"));

        await().atMost(PATIENCE).until(() -> saw(ScaleCompleted.class, done -> done.nodeCount() == 6));
        given().get(AUTOSCALE)
                .then()
                .statusCode(200)
                .body("decision", equalTo("GROW"))
                .body("because", equalTo("BELOW_MINIMUM"))
                .body("runId", equalTo("autoscale-shop-west-1"));
        given().get("/runs/autoscale-shop-west-1").then().statusCode(200);
        await().atMost(PATIENCE)
                .until(() -> saw(
                        AutoscaleDecided.class,
                        decided -> decided.decision() == AutoscaleDecision.GROW
                                && decided.fromNodeCount() == 3
                                && decided.toNodeCount() == 6
                                && decided.measured().cpuPercent() == 50));
    }

    private void leavesItAloneWhenThePolicyIsDeleted() {
        given().delete(AUTOSCALE).then().statusCode(204);
        await().atMost(PATIENCE).until(() -> saw(AutoscalePolicyDeleted.class, deleted -> true));
        given().get(AUTOSCALE).then().statusCode(404);
        given().delete(AUTOSCALE).then().statusCode(404);
    }

    private <T> boolean saw(Class<T> type, Predicate<T> which) {
        return kafka.events().stream().filter(type::isInstance).map(type::cast).anyMatch(which);
    }
}
