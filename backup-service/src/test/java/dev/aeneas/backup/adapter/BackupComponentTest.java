package dev.aeneas.backup.adapter;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.platform.adapter.kafka.CloudEvents;
import dev.aeneas.platform.testing.EveryDoor;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.platform.testing.LocalTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on a real broker and a real store; nothing listens at the managed node's address. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(BackupComponentTest.Impatient.class)
class BackupComponentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCHEDULES = "/clusters/orders/backup-schedules";
    private static final String BACKUPS = "/clusters/orders/backups";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** Gives up on the missing node soon. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "aeneas.backup.directory", "target/backups-of-component-test",
                    "aeneas.backup.stores.offsite.kind", "directory",
                    "aeneas.backup.stores.offsite.directory", "target/offsite-of-component-test",
                    "aeneas.backup.stores.offsite.compression", "zstd",
                    "aeneas.backup.run.retry-pause", "PT0.1S",
                    "aeneas.backup.run.clear-pause", "PT0.1S",
                    "aeneas.backup.run.clear-attempts-max", "2");
        }
    }

    @BeforeAll
    static void everyRequestShowsAToken() {
        RestAssured.authentication = RestAssured.oauth2(LocalTokens.ADMINISTRATOR);
    }

    @BeforeEach
    void theClusterIsKnown() throws Exception {
        send(new TopologyChanged(ORDERS, Topologies.normal("127.255.254.253")));
        await().atMost(PATIENCE)
                .until(() -> putSchedule("known", schedule("0 2 * * *", 24)).statusCode() == 200);
    }

    private String send(Message message) throws InterruptedException, ExecutionException {
        var id = UUID.randomUUID().toString();
        var envelope = new Envelope(id, URI.create("/test"), Instant.now(), id, id, message);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(CloudEvents.write(envelope)).get();
        }
        return id;
    }

    private static String schedule(String cron, int retentionInHours) {
        return "{\"cronExpression\": \"%s\", \"timeZone\": \"Europe/Rome\", \"retentionInHours\": %d}"
                .formatted(cron, retentionInHours);
    }

    private static Response putSchedule(String name, String body) {
        return given().contentType("application/json").body(body).put(SCHEDULES + "/" + name);
    }

    private static Response startBackup(String body) {
        return given().contentType("application/json").body(body).post(BACKUPS);
    }

    private static ValidatableResponse awaitFailed(String backupId) {
        await().atMost(PATIENCE).until(() -> "Failed"
                .equals(given().get(BACKUPS + "/" + backupId).jsonPath().get("state")));
        return given().get(BACKUPS + "/" + backupId).then();
    }

    @Test
    void everyDoorOpensForWhomTheTableNamesAndForNobodyElse() {
        assertThat(EveryDoor.check("backup", URI.create(RestAssured.baseURI + ":" + RestAssured.port)))
                .isGreaterThan(20);
    }

    @Test
    void keepsSchedulesAndShowsWhenTheyAreDue() {
        putSchedule("nightly", schedule("0 2 * * *", 24))
                .then()
                .statusCode(200)
                .body("nextDue", hasSize(5))
                .body("timeZone", equalTo("Europe/Rome"));
        given().get(SCHEDULES).then().statusCode(200).body("scheduleName", hasItems("known", "nightly"));
        given().delete(SCHEDULES + "/nightly").then().statusCode(204);
        given().get(SCHEDULES + "/nightly").then().statusCode(404);
        given().delete(SCHEDULES + "/nightly").then().statusCode(404);
    }

    @Test
    void pausesResumesAndRunsAScheduleByRest() {
        putSchedule("weekly", schedule("0 2 * * 1", 200)).then().statusCode(200).body("paused", equalTo(false));
        given().post(SCHEDULES + "/weekly/pause").then().statusCode(200).body("paused", equalTo(true));
        var asked = given().post(SCHEDULES + "/weekly/run");
        asked.then().statusCode(202).header("Location", containsString(BACKUPS + "/weekly-"));
        given().post(SCHEDULES + "/weekly/resume").then().statusCode(200).body("nextDue", hasSize(5));
        given().post(SCHEDULES + "/none/pause")
                .then()
                .statusCode(404)
                .body("detail", containsString("no schedule of this cluster is called 'none'"));
        String backupId = asked.jsonPath().getString("backupId");
        await().atMost(PATIENCE)
                .until(() -> given().get(BACKUPS + "/" + backupId).statusCode() == 200);
        awaitFailed(backupId).body("scheduleName", equalTo("weekly"));
        given().get(SCHEDULES + "/weekly").then().body("last.missed", equalTo(0));
    }

    @Test
    void refusesToDeleteWhatIsNotThereAndAppliesRetentionByRest() {
        given().delete(BACKUPS + "/none")
                .then()
                .statusCode(404)
                .body("detail", containsString("list the backups there are"));
        given().post("/clusters/orders/backup-retention?dryRun=true")
                .then()
                .statusCode(200)
                .body("expired", hasSize(0));
        given().post("/clusters/orders/backup-retention").then().statusCode(202);
        await().atMost(PATIENCE)
                .until(() -> given().get("/clusters/orders/backup-retention")
                                .jsonPath()
                                .get("last")
                        != null);
        given().post("/clusters/unknown/backup-retention").then().statusCode(404);
    }

    @Test
    void advisesNothingOnALoadThatNobodyObserved() {
        given().get("/clusters/orders/backup-advice?timeZone=Europe/Rome")
                .then()
                .statusCode(200)
                .body("hoursObserved", equalTo(0));
        given().get("/clusters/orders/backup-advice?timeZone=Mars").then().statusCode(400);
    }

    @Test
    void describesItsCalendarInOpenApi() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/clusters/{cluster}/backup-schedules/{name}/pause"));
    }

    @Test
    void saysEverythingThatIsWrongWithASchedule() {
        putSchedule("bad", schedule("0 25 * * *", 24))
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("cronExpression"))
                .body("detail", containsString("[0, 23]"));
        putSchedule("bad", schedule("0 2 * * 1", 24)).then().statusCode(422).body("detail", containsString("168"));
        putSchedule("bad", "{\"cronExpression\": \"0 2 * * *\"}").then().statusCode(400);
        putSchedule("bad", "{\"cronExpression\": ").then().statusCode(400);
        putSchedule("bad", "{\"cron\": \"0 2 * * *\", \"retentionInHours\": 24}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("cron"));
        given().contentType("application/json")
                .body(schedule("0 2 * * *", 24))
                .put("/clusters/unknown/backup-schedules/nightly")
                .then()
                .statusCode(404);
    }

    @Test
    void failsABackupHonestlyAndNamesTheNodeThatIsAway() {
        startBackup("{\"backupId\": \"b1\"}")
                .then()
                .statusCode(202)
                .header("Location", endsWith(BACKUPS + "/b1"))
                .body("backupId", equalTo("b1"));
        startBackup("{\"backupId\": \"b1\", \"keyspaces\": [\"shop\"]}").then().statusCode(409);
        startBackup("{\"backupId\": \"../b1\"}").then().statusCode(422);
        startBackup("{\"backupId\": \"b2\", \"store\": \"moon\"}")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("store"))
                .body("detail", containsString("[default, offsite]"));
        awaitFailed("b1").body("error.code", equalTo("NodesUnavailable")).body("error.target", equalTo("east_1"));
        given().get(BACKUPS).then().statusCode(200).body("backupId", hasItem("b1"));
        given().contentType("application/json")
                .post("/clusters/unknown/backups")
                .then()
                .statusCode(404);
        given().get(BACKUPS + "/none").then().statusCode(404);
    }

    @Test
    void startsABackupOnAPlainKafkaCommandAndOnBackupDueOfAnyTool() throws Exception {
        var id = send(new StartBackup(ORDERS, null, List.of(), "offsite"));
        awaitFailed(id).body("store", equalTo("offsite"));
        send(new BackupDue(ORDERS, "elsewhere", Instant.parse("2026-11-23T02:00:00Z"), 0, List.of(), null, 24, null));
        awaitFailed("elsewhere-20261123T020000Z").body("scheduleName", equalTo("elsewhere"));
    }

    @Test
    void copiesABackupThatIsThereIntoAnotherStoreOnly() {
        copy("{\"copyTo\": \"moon\"}").then().statusCode(422).body("violations.field", hasItem("copyTo"));
        copy("{\"copyTo\": \"default\"}").then().statusCode(422).body("violations.field", hasItem("copyTo"));
        copy("{}").then().statusCode(400);
        copy("{\"copyTo\": \"offsite\"}")
                .then()
                .statusCode(202)
                .header("Location", endsWith(BACKUPS + "/never_made/copies/offsite"));
        await().atMost(PATIENCE).until(() -> "Failed"
                .equals(given().get(BACKUPS + "/never_made/copies/offsite")
                        .jsonPath()
                        .get("state")));
        given().get(BACKUPS + "/never_made/copies").then().statusCode(200).body("error.code", hasItem("BackupMissing"));
        startBackup("{\"backupId\": \"b7\", \"copyTo\": \"moon\"}")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("copyTo"));
    }

    private static Response copy(String body) {
        return given().contentType("application/json").body(body).post(BACKUPS + "/never_made/copies");
    }

    @Test
    void saysWhyARestoreMayNotBegin() {
        restore("orders", "{\"backupId\": \"b1\", \"store\": \"moon\"}")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("store"));
        restore("orders", "{\"pointInTime\": \"2999-11-23T02:00:00Z\"}")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("pointInTime"));
        restore("orders", "{\"tables\": [\"shop.items\"]}").then().statusCode(400);
        restore("nowhere", "{\"backupId\": \"b1\"}").then().statusCode(404);
        given().contentType("application/json")
                .body("{\"backupId\": \"never_made\"}")
                .post("/clusters/orders/restores?dryRun=true")
                .then()
                .statusCode(200)
                .body("possible", equalTo(false))
                .body("violations.field", hasItem("backupId"));
        given().get("/clusters/orders/restores").then().statusCode(200);
        given().get("/clusters/orders/restores/none").then().statusCode(404);
    }

    private static Response restore(String cluster, String body) {
        return given().contentType("application/json").body(body).post("/clusters/" + cluster + "/restores");
    }
}
