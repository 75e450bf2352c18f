package dev.aeneas.failover.adapter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every dry run with a plan, and tells how long steps take, as scaling-service's REST gateway does. */
final class FakeScaling {
    private static final String PLAN =
            """
            {"nodeCount": 3, "sku": "Local_M", "nodes": ["west_1"], "forecast": "PT35S", "ownership": [], "steps": [],
             "notes": []}""";

    private static final String STEP_TIMES =
            """
            {"RESTART": {"base": "PT2S", "each": "PT8S", "perGibibyte": false},
             "PREPARE": {"base": "PT4S", "each": "PT2S", "perGibibyte": false},
             "JOIN_UNLIMITED": {"base": "PT6S", "each": "PT10S", "perGibibyte": true},
             "VERIFY": {"base": "PT1S", "each": "PT0S", "perGibibyte": false}}""";

    private FakeScaling() {}

    /** Runs until the JVM ends; returns its address. */
    static String start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                boolean times = exchange.getRequestURI().getPath().endsWith("/step-times");
                var body = (times ? STEP_TIMES : PLAN).getBytes(StandardCharsets.UTF_8);
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
