package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static dev.aeneas.cassandra.testing.TestCertificates.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.SnapshotFile;
import dev.aeneas.local.LoopbackBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sidecar as its container starts it: a process that is told everything by its environment. */
class SidecarProcessTest {
    private static final int PORT = 8105;
    private static final Duration BOUND = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void showsANodesSnapshots() throws IOException, InterruptedException {
        var file = folder.resolve("data/shop/items-1/snapshots/b1/nb-1-big-Data.db");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "rows");
        try (var block = LoopbackBlock.reserve()) {
            var node = new BackupNode("east_1", block.address(1, 1), "east", "east_1");
            var process = start(node.address());
            var access = OneSidecar.access(folder.resolve("secrets"), PORT);
            try (var sidecars = new Sidecars(access, Optional.of(new SidecarTls(OURS.client())), OneSidecar.BOUNDS)) {
                var shown = await().atMost(BOUND)
                        .failFast("it ended: see " + output(), () -> !process.isAlive())
                        .ignoreException(NodesUnavailable.class)
                        .until(() -> shown(sidecars, node), files -> !files.isEmpty());
                try (var in = shown.get(0).content().open()) {
                    assertThat(in.readAllBytes()).asString().isEqualTo("rows");
                }
                await().atMost(BOUND)
                        .untilAsserted(() ->
                                assertThat(output()).content().contains("Shows [" + folder.resolve("data") + "]"));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static List<SnapshotFile> shown(Sidecars sidecars, BackupNode node) {
        return new SidecarSnapshotFiles(sidecars).list(ORDERS, node, "b1").files();
    }

    private Process start(String address) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.aeneas.backup.adapter.sidecar.Sidecar");
        builder.environment()
                .putAll(Map.of(
                        "AENEAS_SIDECAR_ADDRESS", address,
                        "AENEAS_SIDECAR_PORT", String.valueOf(PORT),
                        "AENEAS_SIDECAR_CERTIFICATES", OURS.server().toString(),
                        "AENEAS_SIDECAR_DATA", folder.resolve("data").toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("sidecar.log");
    }
}
