package dev.aeneas.scaling.adapter;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SKUS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScalePlanned;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.Topics;
import dev.aeneas.platform.testing.EveryDoor;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.platform.testing.LocalTokens;
import dev.aeneas.scaling.FakeProvisioning;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on a real broker and a real store; provisioning is played, and the ring is as it tells. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ScalingComponentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final FakeProvisioning provisioning = new FakeProvisioning(orders(3, SMALL), step -> true);
    private KafkaClient kafka;

    @BeforeAll
    static void everyRequestShowsAToken() {
        RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR);
    }

    @BeforeEach
    void provisioningIsThere() {
        kafka = new KafkaClient(bootstrapServers, provisioning);
        kafka.send(new TopologyChanged(ORDERS, provisioning.topology()));
        kafka.send(new ProviderOfferChanged(ORDERS, Grain.NODE, SKUS, room()));
        await().atMost(PATIENCE).until(() -> dryRun(6).statusCode() == 200);
    }

    @AfterEach
    void close() throws InterruptedException {
        kafka.close();
    }

    private static ProviderRoom room() {
        var racks = Stream.of("west_1", "west_2", "west_3")
                .map(rack -> new RackRoom(WEST, rack, 20))
                .toList();
        return new ProviderRoom(racks, null);
    }

    private static Response dryRun(int nodeCount) {
        return given().contentType("application/json")
                .body("{\"nodeCount\": " + nodeCount + "}")
                .post("/clusters/orders/datacenters/west/scale?dryRun=true");
    }

    private static Response scale(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private <T extends Message> List<T> said(Class<T> type, Predicate<T> which) {
        return kafka.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(which)
                .toList();
    }

    @Test
    void everyDoorOpensForWhomTheTableNamesAndForNobodyElse() {
        assertThat(EveryDoor.check("scaling", URI.create(RestAssured.baseURI + ":" + RestAssured.port)))
                .isGreaterThan(20);
    }

    @Test
    void scalesOnAPlainKafkaMessageAndThenOnARestCallAndRefusesWhatBreaksRules() {
        scalesOnAPlainKafkaMessage();
        scalesOnARestCallAndTellsAboutTheRun();
        plansWithoutChangingAnything();
        rollsAConfigurationOutAndSaysWhatARemovalCosts();
        refusesWhatBreaksRules();
    }

    private void scalesOnAPlainKafkaMessage() {
        kafka.sendPlain(
                Topics.SCALING_COMMANDS,
                "orders",
                MessageTypes.nameOf(ScaleDatacenter.class),
                """
                {"cluster": "orders", "datacenter": "west", "runId": "console-1", "nodeCount": 6,
                 "sku": "Local_M", "deadDatacenters": ["east"]}""");

        await().atMost(PATIENCE)
                .until(() -> !said(ScaleCompleted.class, e -> e.runId().equals("console-1"))
                        .isEmpty());
        assertThat(said(ScalePlanned.class, e -> true)).singleElement().satisfies(plan -> assertThat(plan.steps())
                .hasSize(7));
        assertThat(said(ScaleProgress.class, e -> true)).hasSize(14);
        assertThat(said(ScaleCompleted.class, e -> true)).singleElement().satisfies(done -> assertThat(done.nodes())
                .containsExactly("west_1", "west_2", "west_3", "west_4", "west_5", "west_6"));
        assertThat(provisioning.holder()).isNull();
        assertThat(provisioning.throttlesLifted()).isFalse();
    }

    private void scalesOnARestCallAndTellsAboutTheRun() {
        var location = scale("/clusters/orders/datacenters/west/scale", "{\"nodeCount\": 9, \"runId\": \"rest-1\"}")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/clusters/orders/runs/rest-1"))
                .extract()
                .header("Location");

        await().atMost(PATIENCE).until(() -> given().get(location).path("state").equals("Completed"));
        given().get("/runs/rest-1")
                .then()
                .statusCode(200)
                .body("nodes", hasSize(9))
                .body("steps.phase", contains("DONE", "DONE", "DONE"))
                .body("steps.stepId", contains("1-prepare", "2-join", "3-clean-up"))
                .body("forecast", notNullValue())
                .body("measured", notNullValue())
                .body("unevenness", notNullValue());
        given().get("/clusters/orders/runs").then().statusCode(200).body("runId", contains("rest-1", "console-1"));
        scale("/clusters/orders/datacenters/west/scale", "{\"nodeCount\": 9, \"runId\": \"rest-1\"}")
                .then()
                .statusCode(202);
    }

    private void plansWithoutChangingAnything() {
        int before = provisioning.effects().size();
        dryRun(12)
                .then()
                .statusCode(200)
                .body("steps.stepId", contains("1-prepare", "2-join", "3-clean-up"))
                .body("notes", hasSize(1))
                .body("forecast", notNullValue())
                .body("steps.forecast", hasSize(3))
                .body("steps[1].bytes", greaterThan(0))
                .body("ownership.replicationFactor", contains(3));
        dryRun(99)
                .then()
                .statusCode(422)
                .body("violations.rule", hasItem(containsString("address space: rack west_1")));
        assertThat(provisioning.effects()).hasSize(before);
    }

    private void rollsAConfigurationOutAndSaysWhatARemovalCosts() {
        var changes = "/clusters/orders/datacenters/west/changes";
        scale(changes + "?dryRun=true", "{\"change\": {\"change\": \"RemoveDeadNode\", \"node\": \"west_2\"}}")
                .then()
                .statusCode(200)
                .body("consequences", hasSize(greaterThan(2)));
        scale(changes, "{\"change\": {\"change\": \"RollNodes\", \"settings\": {\"authenticator\": \"none\"}}}")
                .then()
                .statusCode(422)
                .body("violations.field", contains("change.settings.authenticator"));
        var location = scale(
                        changes,
                        """
                        {"runId": "roll-1", "change": {"change": "RollNodes", "settings": {"auto_snapshot": "false"}}}""")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/clusters/orders/changes/roll-1"))
                .extract()
                .header("Location");

        await().atMost(PATIENCE)
                .until(() -> "COMPLETED".equals(given().get(location).path("phase")));
        given().get("/clusters/orders/changes").then().statusCode(200).body("runId", contains("roll-1"));
    }

    private void refusesWhatBreaksRules() {
        scale("/clusters/nowhere/datacenters/west/scale", "{\"nodeCount\": 6}")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        scale("/clusters/orders/datacenters/north/scale", "{\"nodeCount\": 6}")
                .then()
                .statusCode(404);
        scale("/clusters/orders/datacenters/west/scale", "{\"nodeCount\": 2, \"sku\": \"Local_XL\"}")
                .then()
                .statusCode(422)
                .body("violations.field", contains("nodeCount", "nodeCount", "sku"));
        scale("/clusters/orders/datacenters/west/scale", "{\"nodeCount\": -3}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("nodeCount"));
        scale("/clusters/orders/datacenters/west/scale", "{}").then().statusCode(400);
        scale("/clusters/orders/datacenters/west/scale", "{\"nodes\": 6}")
                .then()
                .statusCode(400)
                .body("violations.field", contains("nodes"));
        scale("/clusters/orders/datacenters/west/scale", "{\"nodeCount\": ")
                .then()
                .statusCode(400);
        given().get("/runs/nothing").then().statusCode(404).body("status", equalTo(404));
        assertThat(said(ScaleRefused.class, refused -> refused.runId() == null)).isEmpty();
    }
}
