package dev.aeneas.local.kafka;

import dev.aeneas.local.Runtimes;
import dev.aeneas.local.process.DetachedProcess;
import dev.aeneas.local.process.Launch;
import dev.aeneas.local.process.NotReadyInTime;
import dev.aeneas.local.process.ProcessDied;
import dev.aeneas.local.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running Kafka broker: a process of its own that outlives us and is found again by its directory. */
public final class KafkaBroker {
    private static final Duration PROBE_BOUND = Duration.ofSeconds(1);
    private static final int LINES_IN_ERRORS = 30;

    private final KafkaSpec spec;
    private final DetachedProcess process;

    private KafkaBroker(KafkaSpec spec, DetachedProcess process) {
        this.spec = spec;
        this.process = process;
    }

    /** Starts a broker and returns at once; one that runs already in that directory is adopted as it is. */
    public static KafkaBroker start(Runtimes runtimes, Path directory, KafkaSpec spec) {
        var folder = directory.toAbsolutePath().normalize();
        var process = DetachedProcess.start(folder, () -> {
            KafkaFiles.write(folder, spec);
            return new Launch(folder, command(runtimes, folder, spec), Map.of(), Optional.empty());
        });
        return new KafkaBroker(spec, process);
    }

    /** The broker that runs in that directory, whoever started it. */
    public static Optional<KafkaBroker> adopt(Path directory, KafkaSpec spec) {
        return DetachedProcess.adopt(directory).map(process -> new KafkaBroker(spec, process));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP: clients are connected and hear nothing. */
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /**
     * SIGTERM.
     *
     * @return false when it still runs after the bound
     */
    public boolean stop(Duration bound) {
        return process.stop(bound);
    }

    /** Whether topics can be made on it right now. */
    public boolean isReady() {
        return KafkaProbe.countsItself(spec.host(), spec.port(), PROBE_BOUND);
    }

    /**
     * Waits until it answers clients.
     *
     * @throws ProcessDied as soon as the process ends
     * @throws NotReadyInTime after the bound
     */
    public void awaitReady(Duration bound) {
        boolean inTime = Wait.until(bound, () -> !isAlive() || isReady());
        if (!isAlive()) {
            throw new ProcessDied("Kafka at " + spec.bootstrapServers(), logTail(LINES_IN_ERRORS));
        }
        if (!inTime) {
            throw new NotReadyInTime("Kafka at " + spec.bootstrapServers(), bound, logTail(LINES_IN_ERRORS));
        }
    }

    /** The last lines of what it printed. */
    public String logTail(int lines) {
        return process.outputTail(lines);
    }

    private static List<String> command(Runtimes runtimes, Path folder, KafkaSpec spec) {
        return List.of(
                Runtimes.java().toString(),
                "-Xmx" + spec.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.yaml"),
                "-cp",
                Runtimes.classPath(runtimes.kafka()),
                "kafka.Kafka",
                folder.resolve("server.properties").toString());
    }
}
