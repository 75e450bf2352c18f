package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real API server with the operators' real definitions takes everything that {@code docs/kubernetes.md} applies: {@code -Pkube-api}, with
 * {@code KUBE_API_TEST_DIR} naming a folder that has {@code k8s/<version>-linux-amd64/} with etcd, kube-apiserver and kubectl. Nothing runs there: no
 * operator, no scheduler, no pod.
 */
@Tag("kube-api")
class ApplyTest {
    private static final String BINARIES = "KUBE_API_TEST_DIR";
    private static final String DEFINITIONS = "src/test/resources/crds";
    private static final long BOUND_SECONDS = 60;

    private KubeAPIServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        var binaries = System.getenv(BINARIES);
        boolean there = binaries != null && Files.isDirectory(Path.of(binaries));
        if (!there) {
            System.err.println("NOT RUN: no real API server, because " + BINARIES + " names no folder");
        }
        Assumptions.assumeTrue(there);
        server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(binaries)
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        Files.writeString(folder.resolve("config"), server.getKubeConfigYaml());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"overlays/single-region, aeneas", "overlays/three-regions, aeneas", "managed-region, cassandra"})
    void everyResourceIsTakenAsItIs(String manifests, String namespace) throws Exception {
        kubectl("apply", "--server-side", "-f", DEFINITIONS);
        kubectl("wait", "--for=condition=Established", "--timeout=30s", "-f", DEFINITIONS);
        kubectl("create", "namespace", namespace);

        var applied = kubectl("apply", "--validate=strict", "-k", "kubernetes/" + manifests);
        var differs = kubectl("diff", "-k", "kubernetes/" + manifests);

        assertThat(applied.lines().filter(line -> !line.startsWith("Warning: resource namespaces/")))
                .hasSameSizeAs(Rendered.at(manifests).resources());
        assertThat(differs).isEmpty();
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("kubectl", "--kubeconfig=" + folder.resolve("config")), Stream.of(arguments))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }
}
