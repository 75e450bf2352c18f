package dev.aeneas.provisioning.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.aeneas.platform.testing.EveryDoor;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.platform.testing.LocalTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users may send, on a real store and broker; clusters here have no nodes. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ClusterResourceTest {

    @BeforeAll
    static void everyRequestShowsAToken() {
        RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR);
    }

    /** Kafka and the store come up beside the service, which answers 503 until then. */
    @BeforeEach
    void theServiceHasItsStoreAndItsBroker() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> given().contentType("application/json")
                                .header("Idempotency-Key", "warm")
                                .body("{}")
                                .put("/clusters/warm")
                                .statusCode(),
                        status -> status == 202);
    }

    @Test
    void everyDoorOpensForWhomTheTableNamesAndForNobodyElse() {
        assertThat(EveryDoor.check("provisioning", URI.create(RestAssured.baseURI + ":" + RestAssured.port)))
                .isGreaterThan(20);
    }

    @Test
    void createsAnEmptyClusterAndNamesItsOperation() {
        var location = put("/clusters/empty", "{}")
                .statusCode(202)
                .body("kind", equalTo("CreateCluster"))
                .header("Location", containsString("/clusters/empty/operations/"))
                .extract()
                .header("Location");

        given().get(location).then().statusCode(200).body("provisioningState", equalTo("Succeeded"));
        given().get("/clusters/empty").then().statusCode(200).body("provisioningState", equalTo("Succeeded"));
        given().get("/clusters").then().statusCode(200).body("cluster", hasItem("empty"));
    }

    @Test
    void exposesEveryMetricThatDashboardsAndAlertsName() throws IOException {
        var exposed = given().get("/q/metrics").asString();

        for (var metric : Files.readAllLines(Path.of("..", "deploy", "observability", "metrics.txt"))) {
            assertThat(exposed).containsPattern("(?m)^" + metric + "[{ ]");
        }
        assertThat(exposed).contains("type=\"aeneas.provisioning.ClusterDeleted.v1\"");
    }

    @Test
    void theSameIdempotencyKeyIsTheSameOperation() {
        var first = keyed("same").statusCode(202).extract().header("Location");

        keyed("same").statusCode(202).header("Location", equalTo(first));
        keyed("other").statusCode(409).body("violations.field", hasItem("cluster"));
    }

    @Test
    void listsTheRegionsAndSizesThatThereAre() {
        post("/clusters", cluster("{'datacenter':'d','region':'mars','nodeCount':3,'sku':'Huge'}"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", hasItems("datacenters[0].region", "datacenters[0].sku"))
                .body("violations.rule", hasItem(containsString("east")))
                .body("violations.rule", hasItem(containsString("Local_S")));
    }

    @Test
    void namesTheFieldOfEveryBadValue() {
        bad("{'datacenter':'d','region':'east','nodeCount':3,'replicationFactor':4}", "replicationFactor");
        bad("{'datacenter':'d','region':'east','nodeCount':-3}", "nodeCount");
        bad("{'datacenter':'d','region':'east','nodeCount':3,'zones':0}", "zones");
        bad("{'datacenter':'d','region':'east','nodeCount':4,'zones':3}", "nodeCount");
        bad("{'datacenter':'1-d','region':'east','nodeCount':3}", "datacenter");
        bad("{'region':'east','nodeCount':3}", "datacenter");
        bad("{'datacenter':'d','nodeCount':3}", "region");
        bad("{'datacenter':'d','region':'east'}", "nodeCount");
        bad("{'datacenter':'d','region':'east','nodeCount':3,'nodes':3}", "nodes");
    }

    @Test
    void refusesTwoDatacentersOfOneName() {
        var one = "{'datacenter':'d','region':'east','nodeCount':1}";

        post("/clusters", cluster(one + "," + one))
                .statusCode(400)
                .body("violations.field", hasItem("datacenters.datacenter"));
    }

    @Test
    void refusesWhatIsNotJson() {
        post("/clusters", "{\"cluster\": ").statusCode(400).body("violations.field", hasItem("$"));
        put("/clusters/nothing", "").statusCode(400).body("violations.field", hasItem("$"));
    }

    @Test
    void refusesNamesThatAreNotIdentifiers() {
        put("/clusters/9lives", "{}").statusCode(400).body("violations.field", hasItem("cluster"));
        put("/clusters/a-b/datacenters/c", "{\"region\":\"east\",\"nodeCount\":1}")
                .statusCode(400)
                .body("violations.field", hasItem("cluster"));
        given().get("/clusters/a-b").then().statusCode(400).body("violations.field", hasItem("cluster"));
    }

    @Test
    void saysThatThereIsNoSuchThing() {
        put("/clusters/known", "{}").statusCode(202);
        for (var path : new String[] {
            "/clusters/nobody",
            "/clusters/nobody/datacenters",
            "/clusters/nobody/operations/1",
            "/clusters/known/datacenters/nowhere",
            "/clusters/known/operations/1"
        }) {
            given().get(path).then().statusCode(404).contentType("application/problem+json");
        }
        given().delete("/clusters/nobody").then().statusCode(404).body("violations.field", hasItem("cluster"));
        given().delete("/clusters/known/datacenters/nowhere")
                .then()
                .statusCode(404)
                .body("violations.field", hasItem("datacenter"));
        post("/clusters/nobody/start", "").statusCode(404);
        post("/clusters/nobody/deallocate", "").statusCode(404);
        post("/clusters/nobody/datacenters", "{\"datacenter\":\"d\",\"region\":\"east\",\"nodeCount\":1}")
                .statusCode(404);
    }

    @Test
    void describesItself() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/clusters/{cluster}/datacenters/{datacenter}'.delete", notNullValue());
    }

    private static void bad(String datacenter, String field) {
        post("/clusters", cluster(datacenter))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("datacenters[0]." + field));
    }

    private static String cluster(String datacenters) {
        return ("{'cluster':'bad','datacenters':[" + datacenters + "]}").replace('\'', '"');
    }

    private static ValidatableResponse keyed(String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{}")
                .put("/clusters/keyed")
                .then();
    }

    private static ValidatableResponse put(String path, String body) {
        return given().contentType("application/json").body(body).put(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }
}
