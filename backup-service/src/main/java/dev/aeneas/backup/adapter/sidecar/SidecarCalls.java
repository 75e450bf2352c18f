package dev.aeneas.backup.adapter.sidecar;

import dev.aeneas.backup.adapter.sidecar.SidecarMessages.Problem;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Calls of one node's sidecar, each within its bound; what goes wrong carries the node's name. */
final class SidecarCalls {
    private static final int ERRORS = 400;

    private final BackupNode node;
    private final URI sidecar;
    private final HttpClient http;
    private final SidecarBounds bounds;
    private final ScheduledExecutorService timer;

    SidecarCalls(BackupNode node, URI sidecar, HttpClient http, SidecarBounds bounds, ScheduledExecutorService timer) {
        this.node = node;
        this.sidecar = sidecar;
        this.http = http;
        this.bounds = bounds;
        this.timer = timer;
    }

    /** A path of names, each of which may hold anything but a slash. */
    static String path(String... names) {
        return Arrays.stream(names)
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));
    }

    <T> T get(String path, Class<T> type) {
        return answer(request(path).GET(), type);
    }

    /** Waits as long as the work may take. */
    <T> T post(String path, Object body, Duration bound, Class<T> type) {
        var json = BodyPublishers.ofByteArray(WireFormat.write(body));
        return answer(request(path).timeout(bound.plus(bounds.call())).POST(json), type);
    }

    <T> T delete(String path, Class<T> type) {
        return answer(request(path).DELETE(), type);
    }

    private <T> T answer(HttpRequest.Builder request, Class<T> type) {
        try (var body = body(http.send(request.build(), BodyHandlers.ofInputStream()))) {
            return WireFormat.read(body.readAllBytes(), type);
        } catch (IOException | InvalidField e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Bytes from an offset to the end. */
    InputStream open(String path, long offset) throws IOException {
        try {
            var request = request(path).header("Range", "bytes=" + offset + "-").GET();
            return body(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Sends bytes as long as they get on.
     *
     * @throws IOException what the content failed with
     */
    void put(String path, InputStream content) throws IOException {
        var sent = new WatchedInput(content);
        var body = BodyPublishers.ofInputStream(() -> sent);
        var request = HttpRequest.newBuilder(sidecar.resolve(path)).PUT(body).build();
        var answer = http.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            long before = -1;
            while (!answer.isDone()) {
                try {
                    var unused = answer.get(bounds.silence().toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (sent.bytes() == before) {
                        throw unavailable(e);
                    }
                    before = sent.bytes();
                }
            }
            sent.requireNoFailure();
            body(answer.get()).close();
        } catch (ExecutionException e) {
            sent.requireNoFailure();
            throw unavailable(e.getCause() instanceof IOException cause ? cause : e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(sidecar.resolve(path)).timeout(bounds.call());
    }

    private InputStream body(HttpResponse<InputStream> answer) throws IOException {
        var body = new ImpatientInput(answer.body(), bounds.silence(), timer);
        if (answer.statusCode() < ERRORS) {
            return body;
        }
        try (body) {
            throw new NodesUnavailable(
                    List.of(node.name()),
                    node.name() + ": its sidecar answers HTTP " + answer.statusCode() + ", " + problem(body),
                    null);
        }
    }

    private static String problem(InputStream body) throws IOException {
        var text = body.readAllBytes();
        try {
            return WireFormat.read(text, Problem.class).message();
        } catch (InvalidField e) {
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    private NodesUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return unavailable(e);
    }

    NodesUnavailable unavailable(Exception why) {
        return new NodesUnavailable(
                List.of(node.name()), node.name() + ": its sidecar at " + sidecar + " does not answer: " + why, why);
    }
}
