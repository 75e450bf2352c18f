package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicyDeleted;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.List;

/** Takes a look into the row, judges it, and says and does what follows. */
final class LookDecisions {
    private final AutoscaleBounds bounds;

    LookDecisions(AutoscaleBounds bounds) {
        this.bounds = bounds;
    }

    /** The next look is due one interval later. */
    Autoscaling later(Autoscaling state, Instant now) {
        return state.with(state.rhythm().looked(now, bounds.interval()));
    }

    Decision<Autoscaling> looked(Autoscaling state, Received<Looked> input) {
        var look = input.body();
        if (!state.isOn()) {
            return Decision.of(later(state, input.at()));
        }
        if (look.datacenter() == null) {
            return Decision.of(state.off(), new AutoscalePolicyDeleted(state.cluster(), state.datacenter()));
        }
        var next = later(state, input.at());
        next = next.with(next.course().at(look.nodeCount()));
        var obstacle = Obstacles.in(state.policy(), look);
        if (obstacle.isPresent()) {
            return said(next.with(List.of()), obstacle.get(), look, input.at());
        }
        var row = next.rowWith(new Sample(input.at(), look.nodeCount(), look.measured()), bounds);
        var verdict = new Judge(state.policy(), bounds, look)
                .judge(row, state.course().quietSince(), input.at());
        return said(next.with(row), verdict, look, input.at());
    }

    private static Decision<Autoscaling> said(Autoscaling state, Verdict verdict, Looked look, Instant now) {
        if (!state.course().isNews(verdict)) {
            return Decision.of(state);
        }
        var told = new Course.Told(
                verdict.decision(), verdict.why(), verdict.reason(), look.measured(), now, verdict.toNodeCount());
        var telling = state.with(state.course().telling(told));
        return verdict.holds() ? Decision.of(telling, telling.said(told, null)) : carriedOut(telling, told, now);
    }

    /** A run like any other; its name follows from the decisions before it, so that deciding again asks for no other. */
    private static Decision<Autoscaling> carriedOut(Autoscaling state, Course.Told told, Instant now) {
        var runId = RunNames.of(state);
        var command =
                new ScaleDatacenter(state.cluster(), state.datacenter(), runId, told.toNodeCount(), null, List.of());
        var running = state.changed(now);
        return Decision.of(running.with(running.course().running(runId)), running.said(told, runId), command);
    }
}
