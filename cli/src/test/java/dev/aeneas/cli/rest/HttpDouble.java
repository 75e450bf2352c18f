package dev.aeneas.cli.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service's gateway that answers what it was told to; the last answer for a request is given again and again. */
public final class HttpDouble implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private record Reply(int status, String location, String body) {}

    private HttpDouble(HttpServer server) {
        this.server = server;
    }

    public static HttpDouble start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var services = new HttpDouble(server);
        server.createContext("/", services::answer);
        server.start();
        return services;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Adds an answer; a null location is left out. */
    public void on(String method, String path, int status, String location, String body) {
        replies.computeIfAbsent(method + " " + path, any -> new ArrayDeque<>()).add(new Reply(status, location, body));
    }

    /** Every request so far, as {@code METHOD /path?query}. */
    public List<String> requests() {
        return requests;
    }

    /** The header of that name of every request that had one. */
    List<String> authorizations() {
        return authorizations;
    }

    public String bodyOf(String request) {
        return bodies.get(request);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        bodies.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Deque<Reply> scripted = replies.getOrDefault(path, new ArrayDeque<>());
        Reply reply = scripted.size() > 1 ? scripted.poll() : scripted.peek();
        send(exchange, reply == null ? new Reply(NOT_FOUND, null, "no such thing") : reply);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (reply.location() != null) {
            exchange.getResponseHeaders().add("Location", reply.location());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
