package dev.aeneas.cassandra.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.cassandra.node.AccessDenied;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls of one node's management API, each within its bound, with errors in the words of the ports. */
final class ManagementCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int ERRORS = 400;

    private final HttpClient http;
    private final NodeAddress node;
    private final int port;
    private final ManagementApiBounds bounds;

    ManagementCalls(HttpClient http, NodeAddress node, int port, ManagementApiBounds bounds) {
        this.http = http;
        this.node = node;
        this.port = port;
        this.bounds = bounds;
    }

    String get(String path) {
        return send(path, request(path).GET(), bounds.call());
    }

    JsonNode getJson(String path) {
        return getJson(path, bounds.call());
    }

    JsonNode getJson(String path, Duration bound) {
        return json(path, send(path, request(path).GET(), bound));
    }

    String post(String path, Object body, Duration bound) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body));
        return send(
                path, request(path).header("Content-Type", "application/json").POST(publisher), bound);
    }

    JsonNode put(String path, Object body) {
        var request = request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(text(body)));
        return json(path, send(path, request, bounds.call()));
    }

    void delete(String path, Duration bound) {
        var unused = send(path, request(path).DELETE(), bound);
    }

    static String query(String path, Map<String, String> parameters) {
        var query = new StringBuilder(path);
        parameters.forEach((name, value) -> query.append(query.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private HttpRequest.Builder request(String path) {
        var host = node.hostAddress().contains(":") ? "[" + node.hostAddress() + "]" : node.hostAddress();
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/" + path));
    }

    private String send(String path, HttpRequest.Builder request, Duration bound) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(bound).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
                throw new AccessDenied(node, new IOException("HTTP " + answer.statusCode()));
            }
            if (answer.statusCode() >= ERRORS) {
                throw new NodeRefused(node, path, "HTTP " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (HttpConnectTimeoutException e) {
            throw new NodeUnreachable(node, e);
        } catch (HttpTimeoutException e) {
            throw new NodeSilent(node, path, bound);
        } catch (IOException e) {
            throw new NodeUnreachable(node, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeSilent(node, path, bound);
        }
    }

    private JsonNode json(String path, String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new NodeRefused(node, path, "it answered with something else than JSON", e);
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
