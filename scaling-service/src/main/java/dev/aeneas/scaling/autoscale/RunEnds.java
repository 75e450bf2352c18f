package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecided;
import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.stream.Collectors;

/** What a policy makes of the bad end of a run: it says why, and cools down before it decides again. */
final class RunEnds {
    private RunEnds() {}

    static Decision<Autoscaling> failed(Autoscaling state, Received<ScaleFailed> input) {
        var run = input.body();
        var changed = state.changed(input.at());
        return isOwn(state, run.runId())
                ? said(
                        changed,
                        Why.FAILED,
                        "run " + run.runId() + " failed: " + run.error().message(),
                        input)
                : Decision.of(changed);
    }

    /** A refusal of anybody else's run changed nothing. */
    static Decision<Autoscaling> refused(Autoscaling state, Received<ScaleRefused> input) {
        var refused = input.body();
        if (!isOwn(state, refused.runId())) {
            return Decision.of(state);
        }
        var rules = refused.violations().stream()
                .map(violation -> violation.field() + " " + violation.rule())
                .collect(Collectors.joining("; "));
        return said(state.changed(input.at()), Why.REFUSED, "run " + refused.runId() + " was refused: " + rules, input);
    }

    private static boolean isOwn(Autoscaling state, String runId) {
        return state.isOn() && runId.equals(state.course().runId());
    }

    private static Decision<Autoscaling> said(Autoscaling state, Why why, String reason, Received<?> input) {
        var told = new Course.Told(
                AutoscaleDecision.HOLD,
                why,
                reason,
                null,
                input.at(),
                state.course().nodeCount());
        AutoscaleDecided event = state.said(told, state.course().runId());
        return Decision.of(state.with(state.course().telling(told)), event);
    }
}
