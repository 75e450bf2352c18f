package dev.aeneas.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks often at a cluster's restores and remembers when each phase of the one that is under way was first seen. */
final class RestorePhases implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EVERY_MS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Duration> took = new LinkedHashMap<>();
    private final URI restores;
    private String phase = "";
    private long since = System.nanoTime();

    RestorePhases(URI restores) {
        this.restores = restores;
        timer.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            var request = HttpRequest.newBuilder(restores)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            for (var restore : JSON.readTree(answer.body())) {
                if (!restore.has("endedAt")) {
                    see(restore.path("phase").asText(restore.path("state").asText()));
                }
            }
        } catch (IOException missed) {
            System.err.println("a look at the restore was missed: " + missed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void see(String now) {
        if (!now.equals(phase)) {
            end();
            phase = now;
        }
    }

    private void end() {
        long at = System.nanoTime();
        if (!phase.isEmpty()) {
            took.merge(phase, Duration.ofNanos(at - since), Duration::plus);
        }
        since = at;
    }

    /** How long each phase took, the last one until now. */
    synchronized Map<String, Duration> phases() {
        end();
        phase = "";
        return new LinkedHashMap<>(took);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
