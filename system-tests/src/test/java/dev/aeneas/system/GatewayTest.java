package dev.aeneas.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.aeneas.local.Runtimes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services beside a stack with the gateways of {@code three-regions}: TLS by a real certificate, as a process; and each as a
 * container where a Docker engine has the base image that {@code deploy/images/base} makes.
 */
@ExtendWith(SharedStack.class)
class GatewayTest {
    private static final int PORT = 18_101;
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path logs;

    @TempDir
    static Path certificates;

    @TempDir
    static Path far;

    private static Stack stack;
    private static Gateway gateway;

    @BeforeAll
    static void up(Stack shared) throws Exception {
        stack = shared;
        gateway = new Gateway(certificates, stack.address(), PORT);
    }

    private static void awaitReady() {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(gateway::ready);
    }

    @Test
    void speaksTlsOnlyAndLetsInWhoShowsATokenAndTheCommandLineWithItsAuthority() throws Exception {
        var service = process();
        try {
            awaitReady();
            assertThat(gateway.get("/clusters", "").statusCode()).isEqualTo(401);
            assertThat(gateway.get("/clusters", stack.token()).statusCode()).isEqualTo(200);
            var plain = HttpRequest.newBuilder(URI.create("http://" + stack.address() + ":" + PORT + "/clusters"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.ofString()));
            assertThat(clusterList(gateway.authority().toString()).exit()).isZero();
            assertThat(clusterList("").exit()).isNotZero();
        } finally {
            service.destroy();
            assertThat(service.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static Process process() throws IOException {
        var builder = new ProcessBuilder(
                        Runtimes.java().toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        Path.of("../provisioning-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("gateway.log").toFile());
        builder.environment().putAll(stack.replica("provisioning-tls", PORT));
        builder.environment().putAll(gateway.settings(gateway.folder().toString()));
        builder.environment().put("AENEAS_ACCESS_TOKENS_FILE", stack.tokens().toString());
        builder.environment()
                .put("AENEAS_LOCAL_FOLDER", stack.home().resolve("nodes").toString());
        return builder.start();
    }

    /** As the walk of docs/kubernetes.md has it: a folder says where the gateways are and whom to believe. */
    private static Command.Ran clusterList(String authority) throws IOException {
        Files.writeString(
                far.resolve("stack.properties"),
                "address=%s\nscheme=https\ncertificate-authority=%s\nprovisioning.port=%d\n"
                        .formatted(stack.address(), authority, PORT));
        return stack.run(Map.of("AENEAS_HOME", far.toString(), "AENEAS_TOKEN", stack.token()), "cluster", "list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void becomesReadyInAContainerAsNobodyWithNothingToWriteTo(String service) throws Exception {
        var found = Engine.find(service + " in a container with the gateways of three-regions");
        Assumptions.assumeTrue(found.isPresent());
        var engine = found.get();
        var image = engine.build(service);

        var variables = new HashMap<>(stack.replica(service + "-contained", PORT));
        variables.putAll(gateway.settings(Gateway.MOUNTED));
        variables.put("AENEAS_PROVISIONING_PROVIDER", "kubernetes");
        variables.put("AENEAS_BACKUP_DIRECTORY", "/tmp/backups");
        var file = logs.resolve(service + ".env");
        Files.write(
                file,
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        open(gateway.folder());
        long began = System.nanoTime();
        var container = engine.docker("run --detach --network host --read-only --tmpfs /tmp --cap-drop ALL"
                + " --security-opt no-new-privileges --memory 512m --volume "
                + gateway.folder() + ":" + Gateway.MOUNTED + ":ro --env-file " + file + " " + image);
        try {
            awaitReady();
            Engine.say(service + ": ready in a container after " + Engine.millisSince(began) + " ms, "
                    + engine.docker("stats --no-stream --format {{.MemUsage}} " + container));
            assertThat(engine.docker("exec " + container + " id -u")).isEqualTo("10001");
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(engine.docker("logs --tail 60 " + container), e);
        } finally {
            engine.docker("rm --force " + container);
        }
    }

    /** Whoever runs in the container is nobody here. */
    private static void open(Path folder) throws IOException {
        for (var path :
                List.of(folder, folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("ca.crt"))) {
            assertThat(path.toFile().setReadable(true, false)).isTrue();
        }
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    }
}
