package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The management API in a pod, with the part that cass-operator asks for, of a Cassandra that does at once what it is told. */
final class PlayedNode {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANAGEMENT_PORT = 8080;

    /** In the words of the ring, once it was started. */
    private enum State {
        NOT_STARTED,
        NORMAL,
        LEFT
    }

    private final Pod pod;
    private final String address;
    private final Supplier<Collection<PlayedNode>> all;
    private final Consumer<String> asked;
    private final HttpServer server;
    private final ExecutorService answering = Executors.newCachedThreadPool();
    private volatile State state = State.NOT_STARTED;

    /**
     * Listens at once.
     *
     * @param all nodes that there are, for the ring
     * @param asked is told of each question
     */
    PlayedNode(Pod pod, String address, Supplier<Collection<PlayedNode>> all, Consumer<String> asked) {
        this.pod = pod;
        this.address = address;
        this.all = all;
        this.asked = asked;
        try {
            server = HttpServer.create(new InetSocketAddress(address, MANAGEMENT_PORT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(answering);
        server.createContext("/", this::answer);
        server.start();
    }

    /** In this pod, and not in one of its name that was before. */
    boolean runsIn(Pod other) {
        return other.getMetadata().getUid().equals(pod.getMetadata().getUid());
    }

    String address() {
        return address;
    }

    boolean isNormal() {
        return state == State.NORMAL;
    }

    /** Listens no more. */
    void end() {
        server.stop(0);
        answering.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var question = exchange.getRequestMethod() + " " + path;
        exchange.getRequestBody().readAllBytes();
        asked.accept(question + " of " + pod.getMetadata().getName());
        switch (question) {
            case "POST /api/v0/lifecycle/start" -> {
                state = State.NORMAL;
                say(exchange, 201, "OK");
            }
            case "POST /api/v0/ops/node/decommission" -> {
                state = State.LEFT;
                say(exchange, 200, "OK");
            }
            case "GET /api/v0/metadata/endpoints" -> say(exchange, 200, ring());
            case "GET /api/v0/metadata/versions/features" ->
                say(exchange, 200, "{\"cassandra_version\":\"5.0.6\",\"features\":[]}");
            case "GET /api/v0/probes/cluster" -> say(exchange, 200, "");
            default -> say(exchange, path.startsWith("/api/v0/ops/") ? 200 : 404, "");
        }
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private String ring() throws JsonProcessingException {
        var started = all.get().stream()
                .filter(node -> node.state != State.NOT_STARTED)
                .map(PlayedNode::endpoint)
                .toList();
        return JSON.writeValueAsString(Map.of("entity", started));
    }

    private Map<String, String> endpoint() {
        var labels = pod.getMetadata().getLabels();
        return Map.of(
                "DC",
                labels.get("cassandra.datastax.com/datacenter"),
                "RACK",
                labels.get("cassandra.datastax.com/rack"),
                "HOST_ID",
                pod.getMetadata().getUid(),
                "IS_ALIVE",
                "true",
                "ENDPOINT_IP",
                address,
                "NATIVE_ADDRESS_AND_PORT",
                address + ":9042",
                "RPC_ADDRESS",
                address,
                "LOAD",
                "100000",
                "STATUS",
                state + ",1",
                "RELEASE_VERSION",
                "5.0.6");
    }
}
