package dev.aeneas.scaling.adapter;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.datacenter;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.SparesMissing;
import dev.aeneas.platform.testing.LocalStackResource;
import dev.aeneas.scaling.FakeProvisioning;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A spare that dies is made anew by itself, on a real broker and a real store; nodes and provisioning are played. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SparesComponentTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ClusterName ATTIC = new ClusterName("attic");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    SurveyAsToldBean survey;

    private final FakeProvisioning provisioning =
            new FakeProvisioning(new ClusterTopology(ATTIC, 1, List.of(datacenter(WEST, 2, 3, SMALL))), step -> true);

    @Test
    void aSpareThatDiesIsMadeAnewByItself() throws InterruptedException {
        var kafka = new KafkaClient(bootstrapServers, provisioning);
        try {
            kafka.send(new TopologyChanged(ATTIC, provisioning.topology()));
            await().atMost(PATIENCE).until(SparesComponentTest::isKnown); // commands come by another topic
            kafka.send(new ScaleDatacenter(ATTIC, WEST, "keep-one", null, null, List.of(), 1));
            await().atMost(PATIENCE).until(() -> completed(kafka, "keep-one"));

            survey.silence(spare());

            await().atMost(PATIENCE).until(() -> completed(kafka, "spares-attic-west-1"));
            assertThat(kafka.events()).contains(new SparesMissing(ATTIC, WEST, 1, 0, "spares-attic-west-1"));
        } finally {
            kafka.close();
        }
    }

    private static boolean isKnown() {
        return given().contentType("application/json")
                        .body("{\"spareCount\": 1}")
                        .post("/clusters/attic/datacenters/west/scale?dryRun=true")
                        .statusCode()
                == 200;
    }

    private String spare() {
        return provisioning.topology().nodes().stream()
                .filter(node -> node.state() == NodeState.PREPARED)
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static boolean completed(KafkaClient kafka, String runId) {
        return kafka.events().stream()
                .anyMatch(event -> event instanceof ScaleCompleted done
                        && done.cluster().equals(ATTIC)
                        && done.runId().equals(runId));
    }
}
