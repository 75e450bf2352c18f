package dev.aeneas.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One service's REST gateway; each request is bounded, and each has a key of its own so that it can be sent again. */
public final class ServiceClient {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .build();
    private final String service;
    private final URI base;

    public ServiceClient(String service, URI base) {
        this.service = service;
        this.base = base;
    }

    public JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody()).body();
    }

    /** Empty when the service says that it does not exist. */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (Problem problem) {
            if (problem.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    public Answer post(String path, Object body) {
        return send("POST", path, json(body));
    }

    /** A request that says everything by its path. */
    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, json(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** What is not JSON, as it is. */
    public String text(String path, String mediaType) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_BOUND)
                .header("Accept", mediaType)
                .build();
        var response = exchange(request);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Problem(service, response.statusCode(), parse(response.body()));
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private Answer send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body)
                .timeout(ANSWER_BOUND)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .build();
        HttpResponse<byte[]> response = exchange(request);
        JsonNode answer = parse(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Problem(service, response.statusCode(), answer);
        }
        return new Answer(
                response.statusCode(), response.headers().firstValue("Location").map(base::resolve), answer);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UNAVAILABLE,
                    service + " does not answer at " + base
                            + ": './aeneas status' shows what runs, './aeneas up' starts it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted while waiting for " + service);
        }
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(WireFormat.write(body));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0
                    ? JsonNodeFactory.instance.objectNode()
                    : WireFormat.mapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.textNode(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
