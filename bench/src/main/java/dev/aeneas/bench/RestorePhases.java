package dev.aeneas.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks often at a cluster's restores and remembers when each phase of the one that is under way was first seen. */
final class RestorePhases implements AutoCloseable {
    private static final long EVERY_MS = 200;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Duration> took = new LinkedHashMap<>();
    private final RestClient service;
    private final String restores;
    private String phase = "";
    private long since = System.nanoTime();

    RestorePhases(RestClient service, String cluster) {
        this.service = service;
        restores = "/clusters/" + cluster + "/restores";
        timer.scheduleWithFixedDelay(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (var restore : service.get(restores)) {
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
