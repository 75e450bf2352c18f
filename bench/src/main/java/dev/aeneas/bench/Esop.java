package dev.aeneas.bench;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.local.Runtimes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Instaclustr's Esop, one process beside each node as it is meant to be run, all at the same time.
 *
 * <p>Its best settings on this machine: the cheapest digest that still notices a broken file, and no re-dating of what is there.
 */
final class Esop {
    private static final Path JAR = Path.of("bench/target/esop.jar");
    private static final long BOUND_MINUTES = 10;

    private final Path store;
    private final Credentials jmx;

    Esop(Path store, Credentials jmx) {
        this.store = store;
        this.jmx = jmx;
    }

    /** A node as Esop finds it. */
    record Node(String name, NodeAddress address, Path data) {}

    /** Backs a keyspace up; how long it took. */
    long backUp(String keyspace, String tag, List<Node> nodes) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var running = new ArrayList<Process>();
        for (var node : nodes) {
            running.add(new ProcessBuilder(command(keyspace, tag, node))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")))
                    .start());
        }
        for (var process : running) {
            if (!process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                running.forEach(Process::destroyForcibly);
                throw new IllegalStateException("Esop did not end well");
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private List<String> command(String keyspace, String tag, Node node) {
        return List.of(
                Runtimes.java().toString(),
                "-jar",
                JAR.toString(),
                "backup",
                "--storage-location=file://"
                        + store.resolve("bucket/bench/west").resolve(node.name()),
                "--data-dir=" + node.data(),
                "--entities=" + keyspace,
                "--snapshot-tag=" + tag,
                "--jmx-service=" + node.address().hostAddress() + ":"
                        + node.address().jmxPort(),
                "--jmx-user=" + jmx.username(),
                "--jmx-password=" + jmx.password(),
                "--hash-algorithm=CRC",
                "--concurrent-connections=4",
                "--create-missing-bucket",
                "--skip-refreshing");
    }
}
