package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real API server with the operator's definitions, and the account that {@code managed-region} makes. Its binaries are in the
 * folder that the environment variable {@code KUBE_API_TEST_DIR} names, in {@code k8s/<version>-linux-amd64/}.
 */
final class RealApiServer implements AutoCloseable {
    static final String NAMESPACE = "cassandra";
    private static final String BINARIES = "KUBE_API_TEST_DIR";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final KubeAPIServer server;
    private final KubernetesClient client;
    private final Config account;

    private RealApiServer(KubeAPIServer server, List<Path> definitions) throws IOException {
        this.server = server;
        client = RegionClients.client(Config.fromKubeconfig(kubeconfig()));
        var unused = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        definitions.forEach(this::install);
        account = provisioning();
    }

    /** The folder of binaries; where there is none, or a program is not in it, it says so, and the test is skipped. */
    static Path binaries(String... needed) {
        var named = Optional.ofNullable(System.getenv(BINARIES)).map(Path::of).filter(Files::isDirectory);
        if (named.isEmpty()) {
            say("NOT RUN: no real API server, because " + BINARIES + " names no folder");
        }
        Assumptions.assumeTrue(named.isPresent());
        for (var program : needed) {
            boolean there = Files.isExecutable(named.get().resolve(program));
            if (!there) {
                say("NOT RUN: " + BINARIES + " has no " + program);
            }
            Assumptions.assumeTrue(there);
        }
        return named.get();
    }

    /** With definitions of resources, in files. */
    static RealApiServer start(Path binaries, List<Path> definitions) throws IOException {
        var server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(binaries.toString())
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        var started = new RealApiServer(server, definitions);
        say("RUN: against a real API server "
                + started.client.getKubernetesVersion().getGitVersion());
        return started;
    }

    /** Who may do everything. */
    KubernetesClient client() {
        return client;
    }

    String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    /** As the account that the manifests of a managed region make: it may do nothing but what they say. */
    Config account() {
        return account;
    }

    /** The provider, as that account, for the cluster {@code orders}; started. */
    KubernetesDatacenters datacenters(Path credentialsFolder, Map<String, String> settings) {
        var login = new Credentials("aeneas", "secret");
        var credentials = new CredentialsFolder(credentialsFolder);
        credentials.put(ORDERS.value(), new ClusterCredentials(login, login));
        var config = Regions.config(settings);
        var datacenters = new KubernetesDatacenters(
                config,
                credentials,
                region -> RegionClients.client(RegionClients.bounded(config, account)),
                (cluster, name, sight) -> {},
                InstantSource.system());
        datacenters.start();
        return datacenters;
    }

    private Config provisioning() throws IOException {
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

    private void install(Path file) {
        try (var text = Files.newInputStream(file)) {
            for (var definition : client.load(text).create()) {
                Awaitility.await()
                        .atMost(BOUND)
                        .until(() -> isEstablished(definition.getMetadata().getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At first it has no status at all. */
    private boolean isEstablished(String definition) {
        return Optional.ofNullable(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(definition)
                        .get())
                .map(CustomResourceDefinition::getStatus)
                .map(CustomResourceDefinitionStatus::getConditions)
                .stream()
                .flatMap(List::stream)
                .anyMatch(
                        condition -> "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    @SuppressWarnings("SystemOut")
    static void say(String what) {
        System.out.println("kube-api: " + what);
    }

    @Override
    public void close() {
        client.close();
        server.stop();
    }
}
