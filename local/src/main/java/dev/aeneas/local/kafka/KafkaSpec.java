package dev.aeneas.local.kafka;

/**
 * A broker that is its own controller.
 *
 * @param host loopback address that it binds to
 * @param port for clients
 * @param controllerPort for itself
 * @param heapMegabytes of its JVM
 */
public record KafkaSpec(String host, int port, int controllerPort, int heapMegabytes) {
    private static final int HEAP_MEGABYTES = 256;

    public static KafkaSpec at(String host, int port, int controllerPort) {
        return new KafkaSpec(host, port, controllerPort, HEAP_MEGABYTES);
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return host + ":" + port;
    }
}
