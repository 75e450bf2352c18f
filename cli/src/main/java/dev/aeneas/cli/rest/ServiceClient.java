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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One service's REST gateway; each request is bounded, and each has a key of its own so that it can be sent again. */
public final class ServiceClient {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final String service;
    private final URI base;
    private final Supplier<Optional<String>> token;

    /**
     * A client of one service.
     *
     * @param token shown with every request; asked for each time, since a stack makes its tokens when it first comes up
     */
    public ServiceClient(String service, URI base, Supplier<Optional<String>> token) {
        this(service, base, token, Optional.empty());
    }

    /** As the other one, of a service whose certificate such an authority issued. */
    ServiceClient(String service, URI base, Supplier<Optional<String>> token, Optional<Path> authority) {
        this.http = http(authority);
        this.service = service;
        this.base = base;
        this.token = token;
    }

    private static HttpClient http(Optional<Path> authority) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_BOUND);
        authority.map(Authorities::of).ifPresent(http::sslContext);
        return http.build();
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
        var response = exchange(to(path).header("Accept", mediaType).build());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Problem(service, response.statusCode(), parse(response.body()));
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private Answer send(String method, String path, BodyPublisher body) {
        var request = to(path).method(method, body)
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

    private HttpRequest.Builder to(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_BOUND);
        token.get().ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        return request;
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
