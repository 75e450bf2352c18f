package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.ORDERS;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.datacenter;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider against a real API server with the operator's real definitions: {@code -Pkube-api}, with
 * {@code KUBE_API_TEST_DIR} naming a folder that has {@code k8s/<version>-linux-amd64/} with etcd, kube-apiserver and kubectl.
 */
@Tag("kube-api")
class RealApiServerTest {
    private static final String BINARIES = "KUBE_API_TEST_DIR";
    private static final String NAMESPACE = "cassandra";
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static KubeAPIServer server;
    private static KubernetesClient client;
    private static Config account;
    private static KubernetesDatacenters datacenters;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        var binaries = System.getenv(BINARIES);
        if (binaries == null || !Path.of(binaries).toFile().isDirectory()) {
            say("NOT RUN: no real API server, because " + BINARIES + " names no folder");
        }
        Assumptions.assumeTrue(binaries != null && Path.of(binaries).toFile().isDirectory());
        server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(binaries)
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        client = RegionClients.client(Config.fromKubeconfig(server.getKubeConfigYaml()));
        var unused = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        for (var kind : List.of("CassandraDatacenter", "CassandraTask")) {
            install(kind);
        }
        var login = new Credentials("aeneas", "secret");
        var credentials = new CredentialsFolder(folder);
        credentials.put(ORDERS.value(), new ClusterCredentials(login, login));
        var config = Regions.config(Map.of());
        account = provisioning();
        datacenters = new KubernetesDatacenters(
                config,
                credentials,
                region -> RegionClients.client(RegionClients.bounded(config, account)),
                (cluster, name, sight) -> {},
                InstantSource.system());
        datacenters.start();
        say("RUN: against a real API server " + client.getKubernetesVersion().getGitVersion());
    }

    /** As the account that the manifests of a managed region make: it may do nothing but what they say. */
    private static Config provisioning() throws IOException {
        var admin = client.getConfiguration();
        var unused = client.load(managedRegion()).create();
        var token = client.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName("aeneas-provisioning")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                .withCaCertData(admin.getCaCertData())
                .withCaCertFile(admin.getCaCertFile())
                .withOauthToken(token)
                .build();
    }

    private static InputStream managedRegion() throws IOException {
        var rendering = new ProcessBuilder("kubectl", "kustomize", "../deploy/kubernetes/managed-region")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var rendered = rendering.getInputStream().readAllBytes();
        assertThat(rendering
                        .onExit()
                        .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .isZero();
        return new ByteArrayInputStream(rendered);
    }

    private static void install(String kind) {
        var definition = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(OperatorSchemas.CRDS.resolve(kind + ".json").toFile())
                .create();
        Awaitility.await()
                .atMost(BOUND)
                .until(() -> client.resource(definition).get().getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus())));
    }

    @AfterAll
    static void stop() {
        if (datacenters != null) {
            datacenters.close();
        }
        if (server != null) {
            client.close();
            server.stop();
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
                .inNamespace(NAMESPACE)
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
                .inNamespace(NAMESPACE)
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
                    try (var provisioning = RegionClients.client(account)) {
                        var unused =
                                provisioning.secrets().inNamespace(NAMESPACE).list();
                    }
                })
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    @Test
    void whatSomebodyElseHoldsIsAConflictAndShownAsAnEdit() throws InterruptedException {
        datacenters.order(order("east", 3));
        var unused = client.genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace(NAMESPACE)
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

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println("kube-api: " + what);
    }
}
