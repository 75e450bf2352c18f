package dev.aeneas.local.kafka;

import java.util.Map;

/**
 * A broker that is its own controller.
 *
 * @param host loopback address that it binds to
 * @param port for clients
 * @param controllerPort for itself
 * @param heapMegabytes of its JVM
 * @param settings replace or add entries of {@code server.properties}
 */
public record KafkaSpec(String host, int port, int controllerPort, int heapMegabytes, Map<String, String> settings) {
    private static final int HEAP_MEGABYTES = 256;

    public KafkaSpec {
        settings = Map.copyOf(settings);
    }

    public static KafkaSpec at(String host, int port, int controllerPort) {
        return new KafkaSpec(host, port, controllerPort, HEAP_MEGABYTES, Map.of());
    }

    public KafkaSpec withSettings(Map<String, String> changed) {
        return new KafkaSpec(host, port, controllerPort, heapMegabytes, changed);
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return host + ":" + port;
    }
}
