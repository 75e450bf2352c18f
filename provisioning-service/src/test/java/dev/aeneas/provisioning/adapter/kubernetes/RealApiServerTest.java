package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.ORDERS;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.datacenter;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider against a real API server with the operator's real definitions, by {@code -Pkube-api}; what the operator would do is not
 * done, or by the test.
 */
@Tag("kube-api")
class RealApiServerTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static RealApiServer server;
    private static KubernetesClient client;
    private static KubernetesDatacenters datacenters;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = RealApiServer.start(
                RealApiServer.binaries(),
                List.of(
                        OperatorSchemas.CRDS.resolve("CassandraDatacenter.json"),
                        OperatorSchemas.CRDS.resolve("CassandraTask.json")));
        client = server.client();
        datacenters = server.datacenters(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        if (datacenters != null) {
            datacenters.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static DatacenterSight await(String region, Predicate<DatacenterSight> condition)
            throws InterruptedException {
        var sight = datacenters.await(ORDERS, datacenter(region), condition, BOUND);
        assertThat(condition.test(sight)).as(String.valueOf(sight)).isTrue();
        return sight;
    }

    private static GenericKubernetesResource resource(String name) {
        return client.genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace(RealApiServer.NAMESPACE)
                .withName(name)
                .get();
    }

    @Test
    void anOrderIsTakenOnceAndReadyWhenTheOperatorSaysSo() throws InterruptedException {
        datacenters.order(order("west", 1));
        datacenters.order(order("west", 1));
        assertThat(resource("orders-west").getMetadata().getGeneration()).isEqualTo(1);
        assertThat(resource("orders-west").getMetadata().getManagedFields())
                .anySatisfy(field -> assertThat(field.getManager()).isEqualTo("aeneas"));

        var pod = Regions.pod("west", 1);
        var unused = client.genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace(RealApiServer.NAMESPACE)
                .withName("orders-west")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        MockRegion.text(Map.of(
                                "status",
                                Map.of(
                                        "cassandraOperatorProgress",
                                        "Ready",
                                        "observedGeneration",
                                        1,
                                        "conditions",
                                        List.of(Map.of("type", "Ready", "status", "True", "reason", "", "message", "")),
                                        "nodeStatuses",
                                        Map.of(pod.name(), Map.of("ip", pod.address(), "rack", pod.rack()))))));

        assertThat(await("west", sight -> sight.readyWith(1)).conditions()).isEmpty();
    }

    @Test
    void theAccountMayNotReadASecret() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> {
                    try (var provisioning = RegionClients.client(server.account())) {
                        var unused = provisioning
                                .secrets()
                                .inNamespace(RealApiServer.NAMESPACE)
                                .list();
                    }
                })
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    @Test
    void whatSomebodyElseHoldsIsAConflictAndShownAsAnEdit() throws InterruptedException {
        datacenters.order(order("east", 3));
        var unused = client.genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace(RealApiServer.NAMESPACE)
                .withName("orders-east")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        "{\"spec\":{\"size\":5}}");

        var seen = await("east", sight -> sight.conditions().stream()
                .anyMatch(condition -> condition.code().equals(DatacenterConditions.EDITED_BY_HAND)));
        assertThat(seen.conditions().toString()).contains("spec.size is 5, ordered was 3");
        assertThatExceptionOfType(ProvisioningFailed.class)
                .isThrownBy(() -> datacenters.order(order("east", 6)))
                .satisfies(failure -> {
                    assertThat(failure.error().code()).isEqualTo(RegionErrors.ORDER_CONFLICTS);
                    assertThat(failure.error().message()).contains("somebody").contains("spec.size");
                });
    }
}
