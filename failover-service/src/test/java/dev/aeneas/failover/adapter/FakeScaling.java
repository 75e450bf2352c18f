package dev.aeneas.failover.adapter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every dry run with a plan, as scaling-service's REST gateway does. */
final class FakeScaling {
    private static final String PLAN =
            """
            {"nodeCount": 3, "sku": "Local_M", "nodes": ["west_1"], "forecast": "PT35S", "ownership": [], "steps": [],
             "notes": []}""";

    private FakeScaling() {}

    /** Runs until the JVM ends; returns its address. */
    static String start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var body = PLAN.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                try (var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
