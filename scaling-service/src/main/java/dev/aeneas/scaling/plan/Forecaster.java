package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.scaling.forecast.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** How long each step of a plan takes: from sizes and throttles read from the cluster, and from what earlier runs took. */
final class Forecaster {
    private static final double MEBIBYTE = 0x1p20;

    private final PlanRequest request;
    private final Roster roster;
    private final DataMoves moves;

    Forecaster(PlanRequest request, Roster roster, Evenness evenness) {
        this.request = request;
        this.roster = roster;
        this.moves = new DataMoves(request, roster, evenness);
    }

    /** The same steps with their forecasts; nothing to forecast from: as they were. */
    List<PlannedStep> forecast(List<PlannedStep> steps) {
        return steps.stream().map(this::forecast).toList();
    }

    /** Until the ring of this many nodes is looked at; null: nothing to forecast from. */
    Duration verification() {
        var times = request.facts().times();
        return times == null ? null : times.of(StepKind.VERIFY, request.nodeCount());
    }

    private PlannedStep forecast(PlannedStep planned) {
        var step = planned.step();
        var bytes = bytes(step);
        Long told = bytes.isPresent() ? bytes.getAsLong() : null;
        return new PlannedStep(
                planned.stepId(), step, planned.reason(), planned.after(), time(step, bytes.orElse(0)), told);
    }

    private Duration time(TopologyStep step, long bytes) {
        var times = request.facts().times();
        if (times == null) {
            return null;
        }
        var kind = kind(request, step);
        int nodes = StepKind.nodesOf(step);
        if (step instanceof PrepareNodes prepare) {
            nodes = toStart(prepare);
            kind = nodes == 0 ? StepKind.RECORD : kind;
        }
        var time = times.of(kind, kind.movesBytes() ? bytes : nodes);
        var throttled = throttled(kind, bytes);
        return time.compareTo(throttled) > 0 ? time : throttled;
    }

    /** Spares run already. */
    private int toStart(PrepareNodes step) {
        var prepared = roster.prepared();
        return Math.toIntExact(step.nodes().stream()
                .filter(node -> !prepared.contains(node.name()))
                .count());
    }

    static StepKind kind(PlanRequest request, TopologyStep step) {
        boolean spare = step instanceof DecommissionNode leave
                && request.datacenter().nodes().stream()
                        .anyMatch(node -> node.name().equals(leave.node()) && !Roster.owns(node));
        return spare ? StepKind.RECORD : StepKind.of(step, request.demand().emergency());
    }

    /** No node sends faster than it may, whatever earlier runs did. */
    private Duration throttled(StepKind kind, long bytes) {
        var limit = request.facts().streamLimit();
        boolean obeys = kind == StepKind.JOIN || kind == StepKind.DECOMMISSION;
        return obeys && limit.isPresent()
                ? Duration.ofMillis(Math.round(bytes / (limit.getAsInt() * MEBIBYTE) * 1e3))
                : Duration.ZERO;
    }

    private OptionalLong bytes(TopologyStep step) {
        if (step instanceof JoinNodes) {
            return moves.join();
        }
        if (step instanceof CleanUpNodes) {
            return moves.cleanUp();
        }
        if (step instanceof DecommissionNode leave) {
            var names = roster.leaving().stream().map(node -> node.name()).toList();
            int turn = names.indexOf(leave.node());
            return turn < 0 ? OptionalLong.empty() : moves.leave(turn);
        }
        return OptionalLong.empty();
    }
}
