package dev.aeneas.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.ScalingEvent.ScaleProgress;
import dev.aeneas.contracts.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a picture together from what REST says of a run (steps, state) and what events say of it (nodes, bytes). */
final class RunSights {
    private final Map<String, ScaleProgress> newest = new LinkedHashMap<>();
    private Duration forecastLeft;
    private Instant forecastAt;
    private JsonNode run;

    /** The run as its resource shows it. */
    void saw(JsonNode resource) {
        run = resource;
    }

    /** An event of this run, decided at that time. */
    void heard(ScaleProgress progress, Instant at) {
        newest.merge(progress.stepId(), progress, RunSights::keepingNodes);
        if (progress.forecastLeft() != null) {
            forecastLeft = progress.forecastLeft();
            forecastAt = at;
        }
    }

    /** Empty until the resource was seen once. */
    Optional<RunPicture> picture(Instant now) {
        if (run == null) {
            return Optional.empty();
        }
        var steps = steps(now);
        return Optional.of(new RunPicture(
                now,
                text(run, "runId"),
                text(run, "cluster"),
                text(run, "datacenter"),
                run.has("state") ? text(run, "state") : text(run, "phase"),
                (int) steps.stream().filter(step -> step.phase().equals("DONE")).count(),
                steps,
                nodes(steps),
                bytesPerSecond(steps),
                left(now)));
    }

    /** The end of a step may be told without its nodes. */
    private static ScaleProgress keepingNodes(ScaleProgress before, ScaleProgress now) {
        return !now.nodes().isEmpty()
                ? now
                : new ScaleProgress(
                        now.cluster(),
                        now.datacenter(),
                        now.runId(),
                        now.stepId(),
                        now.state(),
                        now.stepsDone(),
                        now.stepsTotal(),
                        before.nodes(),
                        now.forecastLeft(),
                        now.bytesPerSecond());
    }

    /** As the resource says it now; else what was forecast last, less what has passed since. */
    private Duration left(Instant now) {
        if (Operations.isOver(run)) {
            return null;
        }
        if (run.hasNonNull("forecastLeft")) {
            return Duration.parse(text(run, "forecastLeft"));
        }
        if (forecastLeft == null) {
            return null;
        }
        var left = forecastLeft.minus(Duration.between(forecastAt, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Long bytesPerSecond(List<RunPicture.Step> steps) {
        var told = underWay(steps)
                .map(ScaleProgress::bytesPerSecond)
                .filter(Objects::nonNull)
                .toList();
        return told.isEmpty() ? null : told.stream().mapToLong(Long::longValue).sum();
    }

    private List<NodeProgress> nodes(List<RunPicture.Step> steps) {
        return underWay(steps).flatMap(progress -> progress.nodes().stream()).toList();
    }

    private Stream<ScaleProgress> underWay(List<RunPicture.Step> steps) {
        return steps.stream()
                .filter(RunPicture.Step::underWay)
                .map(step -> newest.get(step.stepId()))
                .filter(Objects::nonNull)
                .filter(progress -> progress.state() == StepState.STARTED);
    }

    private List<RunPicture.Step> steps(Instant now) {
        var steps = new ArrayList<RunPicture.Step>();
        for (JsonNode step : run.path("steps")) {
            steps.add(new RunPicture.Step(
                    text(step, "stepId"),
                    text(step.path("step"), "step"),
                    names(step.path("step")),
                    step.has("phase") ? text(step, "phase") : phase(steps.size()),
                    text(step, "reason"),
                    took(step, now)));
        }
        return steps;
    }

    /** Of a change it is told how many of its steps are done, one after the other. */
    private String phase(int index) {
        int done = run.path("stepsDone").asInt();
        boolean running = text(run, "phase").equals("RUNNING");
        return index < done ? "DONE" : running && index == done ? "IN_FLIGHT" : "PENDING";
    }

    private static Duration took(JsonNode step, Instant now) {
        if (!step.hasNonNull("startedAt")) {
            return null;
        }
        var end = step.hasNonNull("endedAt") ? Instant.parse(text(step, "endedAt")) : now;
        return Duration.between(Instant.parse(text(step, "startedAt")), end);
    }

    /** Steps are about one node, several, or machines to be made. */
    private static List<String> names(JsonNode step) {
        if (step.path("node").isTextual()) {
            return List.of(text(step, "node"));
        }
        var names = new ArrayList<String>();
        step.path("nodes").forEach(node -> names.add(node.isTextual() ? node.asText() : text(node, "name")));
        return names;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
