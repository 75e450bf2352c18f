package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.plan.Roster.Newcomer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Plans for a provider that takes whole datacenters and makes, joins and takes away their nodes itself, one by one.
 *
 * <pre>
 * growing:    resize up ─▶ grow
 * shrinking:  resize up ─▶ shrink ─▶ resize down
 * </pre>
 *
 * <p>A bigger size comes first, in an emergency above all: it moves no data, and is there before the first new node has
 * joined. Throttles and cleaning up are the provider's.
 */
final class DatacenterPlanner {
    private static final double MEBIBYTE = 0x1p20;

    private final PlanRequest request;
    private final Roster roster;
    private final Steps steps = new Steps();
    private final List<String> notes = new ArrayList<>();

    DatacenterPlanner(PlanRequest request) {
        this.request = request;
        this.roster = Roster.of(request);
    }

    ScalePlan plan() {
        boolean upFirst = isBigger();
        var resized = upFirst ? resize(List.of()) : List.<String>of();
        var sized = size(resized);
        if (!upFirst) {
            resize(sized);
        }
        notes();
        return new ScalePlan(
                request.sku(),
                roster.kept().stream().map(Node::name).toList(),
                steps.planned().stream().map(this::forecast).toList(),
                notes,
                List.of(),
                request.facts().times() == null
                        ? null
                        : request.facts().times().of(StepKind.VERIFY, request.nodeCount()),
                List.of(),
                roster.added().stream().map(Newcomer::name).toList(),
                roster.leaving().size());
    }

    private boolean isBigger() {
        List<Sku> order = request.offer().skus();
        return roster.kept().stream().allMatch(node -> order.indexOf(request.sku()) >= order.indexOf(node.sku()));
    }

    private List<String> resize(List<String> after) {
        boolean another = request.demand().sku() != null
                && roster.kept().stream().anyMatch(node -> !node.sku().equals(request.sku()));
        return another
                ? steps.add(
                        "resize",
                        new ResizeDatacenter(request.demand().datacenter(), request.sku()),
                        "resizing moves no data; the provider restarts one rack after the other",
                        after)
                : after;
    }

    private List<String> size(List<String> after) {
        var datacenter = request.demand().datacenter();
        if (!roster.added().isEmpty()) {
            return steps.add(
                    "grow",
                    new GrowDatacenter(datacenter, request.nodeCount()),
                    request.nodeCount() + " nodes are asked for; the provider joins one after the other",
                    after);
        }
        return roster.leaving().isEmpty()
                ? after
                : steps.add(
                        "shrink",
                        new ShrinkDatacenter(datacenter, request.nodeCount()),
                        request.nodeCount() + " nodes are asked for; the highest numbers go, racks stay balanced",
                        after);
    }

    private PlannedStep forecast(PlannedStep planned) {
        var bytes = bytes(planned.step());
        return new PlannedStep(
                planned.stepId(),
                planned.step(),
                planned.reason(),
                planned.after(),
                time(planned.step(), bytes.orElse(0)),
                bytes.isPresent() ? bytes.getAsLong() : null);
    }

    /** So long for each node, or as long as the stream throttle needs for what is moved: whichever is longer. */
    private Duration time(TopologyStep step, long bytes) {
        var times = request.facts().times();
        if (times == null) {
            return null;
        }
        var time = times.of(StepKind.of(step, request.demand().emergency()), nodes(step));
        var limit = request.facts().streamLimit();
        var throttled = limit.isPresent()
                ? Duration.ofMillis(Math.round(bytes / (limit.getAsInt() * MEBIBYTE) * 1e3))
                : Duration.ZERO;
        return time.compareTo(throttled) > 0 ? time : throttled;
    }

    private int nodes(TopologyStep step) {
        if (step instanceof GrowDatacenter) {
            return roster.added().size();
        }
        return step instanceof ShrinkDatacenter
                ? roster.leaving().size()
                : roster.kept().size();
    }

    /** All that newcomers will hold, or leavers have: they come and go one after the other. */
    private OptionalLong bytes(TopologyStep step) {
        double mean = request.facts().meanLoadBytes();
        if (mean < 0 || step instanceof ResizeDatacenter) {
            return OptionalLong.empty();
        }
        double before = roster.kept().size() + (double) roster.leaving().size();
        double moved = step instanceof GrowDatacenter
                ? mean
                        * before
                        / (before + roster.added().size())
                        * roster.added().size()
                : mean * roster.leaving().size();
        return OptionalLong.of(Math.round(moved));
    }

    private void notes() {
        int added = roster.added().size();
        if (added > 0) {
            notes.add("the provider makes and joins %d nodes one after the other, and cleans up after them by itself"
                    .formatted(added));
        }
        if (added > 0 && request.demand().emergency()) {
            notes.add(
                    request.demand().sku() == null
                            ? "a bigger size asked for as well would bring capacity before the first new node has joined"
                            : "the size changes first: it is there before the first new node has joined");
        }
        request.facts().missing().forEach(missing -> notes.add("not known: " + missing));
    }
}
