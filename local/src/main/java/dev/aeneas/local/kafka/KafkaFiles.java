package dev.aeneas.local.kafka;

import dev.aeneas.local.process.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes into a broker's directory what its next start reads. */
final class KafkaFiles {
    private static final String LOG_CONFIG =
            """
            Configuration:
              Appenders:
                Console:
                  name: STDOUT
                  PatternLayout:
                    pattern: "%d %-5p %c{1} - %m%n"
              Loggers:
                Root:
                  level: WARN
                  AppenderRef:
                    ref: STDOUT
            """;

    private KafkaFiles() {}

    static void write(Path directory, KafkaSpec spec) {
        try {
            Files.createDirectories(directory.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folders of " + directory, e);
        }
        AtomicFile.write(directory.resolve("server.properties"), properties(settings(directory, spec)));
        AtomicFile.write(directory.resolve("log4j2.yaml"), LOG_CONFIG);
        format(directory.resolve("data/meta.properties"));
    }

    /** What Kafka's own format tool writes for a single voter; a second JVM for it would double the start. */
    private static void format(Path meta) {
        if (!Files.exists(meta)) {
            AtomicFile.write(
                    meta,
                    properties(Map.of(
                            "version", "1", "cluster.id", randomId(), "node.id", "1", "directory.id", randomId())));
        }
    }

    private static Map<String, String> settings(Path directory, KafkaSpec spec) {
        var settings = new TreeMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + spec.host() + ":" + spec.controllerPort());
        settings.put(
                "listeners",
                "CLIENTS://" + spec.bootstrapServers() + ",CONTROLLER://" + spec.host() + ":" + spec.controllerPort());
        settings.put("advertised.listeners", "CLIENTS://" + spec.bootstrapServers());
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.resolve("data").toString());
        settings.put("auto.create.topics.enable", "false");
        single(settings);
        quickGroups(settings);
        settings.putAll(spec.settings());
        return settings;
    }

    private static void single(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    }

    // A consumer that comes must not wait for others that may come too, and one that died must not be waited for long.
    private static void quickGroups(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
    }

    private static String properties(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String randomId() {
        var uuid = UUID.randomUUID();
        var bytes =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
