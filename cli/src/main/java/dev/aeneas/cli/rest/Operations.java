package dev.aeneas.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.CliException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches a long operation through its resource until it is over. */
public final class Operations {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Set<String> GOOD_ENDS = Set.of("SUCCEEDED", "COMPLETED");
    private static final Set<String> BAD_ENDS = Set.of("FAILED", "CANCELED", "REFUSED", "SUPERSEDED", "STOPPED");
    private static final List<String> STATE_FIELDS = List.of("provisioningState", "state", "status", "phase");

    private final ServiceClient client;
    private final Consumer<Status> progress;

    /**
     * How far an operation is.
     *
     * @param text all of it in a line, for people
     * @param parts steps or phases that there are; 0 while nobody knows
     */
    public record Status(String text, int partsDone, int parts) {}

    /**
     * Watches through this service.
     *
     * @param progress told of each change, once
     */
    public Operations(ServiceClient client, Consumer<Status> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * The resource as it was when it was over.
     *
     * @throws CliException with {@code TIMED_OUT} after the bound; the operation itself goes on
     */
    public JsonNode await(URI location, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        Status told = null;
        while (System.nanoTime() < deadline) {
            JsonNode operation = client.get(location.getPath());
            Status now = status(operation);
            if (!now.equals(told)) {
                progress.accept(now);
                told = now;
            }
            if (isOver(operation)) {
                return operation;
            }
            pause();
        }
        throw CliException.timedOut(
                location.getPath() + " still goes on after " + bound + (told == null ? "" : ": " + told.text()));
    }

    public static boolean succeeded(JsonNode operation) {
        return GOOD_ENDS.contains(state(operation));
    }

    /** Whether it was accepted and then found to break a rule: nothing changed. */
    public static boolean refused(JsonNode operation) {
        return state(operation).equals("REFUSED");
    }

    public static boolean isOver(JsonNode operation) {
        return succeeded(operation) || BAD_ENDS.contains(state(operation));
    }

    private static String state(JsonNode operation) {
        return STATE_FIELDS.stream()
                .map(operation::path)
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private static Status status(JsonNode operation) {
        JsonNode parts = operation.path("phases").isEmpty() ? operation.path("steps") : operation.path("phases");
        int done = 0;
        for (JsonNode part : parts) {
            done += part.hasNonNull("endedAt") ? 1 : 0;
        }
        long bytes = operation.path("progress").path("bytesTotal").asLong();
        if (bytes > 0) {
            // in KiB: a bar counts in whole numbers
            int fetched = (int) (operation.path("progress").path("bytesDone").asLong() >> 10);
            return new Status(summary(operation), fetched, (int) (bytes >> 10));
        }
        return new Status(summary(operation), done, parts.size());
    }

    private static String summary(JsonNode operation) {
        var text = new StringBuilder(state(operation).toLowerCase(Locale.ROOT));
        if (operation.path("step").isTextual()) {
            text.append(", ").append(operation.get("step").asText());
        }
        for (String field : List.of("phases", "steps")) {
            if (!operation.path(field).isEmpty()) {
                text.append(", ").append(parts(operation.get(field)));
            }
        }
        JsonNode progress = operation.path("progress");
        if (progress.has("nodesTotal")) {
            text.append(", ")
                    .append(progress.path("nodesDone").asInt())
                    .append(" of ")
                    .append(progress.path("nodesTotal").asInt())
                    .append(" nodes done");
        }
        if (progress.has("bytesTotal")) {
            text.append(", ").append(operation.path("phase").asText().toLowerCase(Locale.ROOT));
            text.append(", ").append(progress.path("bytesDone").asLong() / 1_000_000);
            text.append(" of ")
                    .append(progress.path("bytesTotal").asLong() / 1_000_000)
                    .append(" MB fetched");
        }
        PaceText.of(progress.path("pace")).ifPresent(kept -> text.append(", ").append(kept));
        if (progress.path("forecastLeft").isTextual()) {
            var left = Duration.parse(progress.get("forecastLeft").asText());
            text.append(", about ").append(left.toSeconds()).append(" s left");
        }
        return text.toString();
    }

    /** How many parts are over, and which ones are under way. */
    private static String parts(JsonNode parts) {
        int over = 0;
        var running = new ArrayList<String>();
        for (JsonNode part : parts) {
            if (part.hasNonNull("endedAt")) {
                over++;
            } else if (part.hasNonNull("startedAt")) {
                running.add(nameOf(part));
            }
        }
        return over + " of " + parts.size() + " done" + (running.isEmpty() ? "" : ": " + String.join(", ", running));
    }

    private static String nameOf(JsonNode part) {
        return Stream.of("stepId", "step", "phase")
                .map(part::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("?");
    }

    /** Between two looks at what goes on. */
    public static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted while waiting; the operation goes on");
        }
    }
}
