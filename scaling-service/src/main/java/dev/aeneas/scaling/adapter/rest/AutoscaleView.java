package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscaleEvent.MeasuredLoad;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.autoscale.Autoscaling;
import dev.aeneas.scaling.autoscale.Course.Told;
import dev.aeneas.scaling.autoscale.Sample;
import dev.aeneas.scaling.autoscale.Why;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy, and what came of it.
 *
 * @param decision said last; null: none yet
 * @param because what it rests on, as a word
 * @param reason the same as a sentence
 * @param decidedAt when that was first said
 * @param measured at the last look that counted; null: none did since something was changed
 * @param nextLook null: one is under way
 * @param runId of the newest run that the policy asked for; null: none yet
 */
public record AutoscaleView(
        ClusterName cluster,
        DatacenterName datacenter,
        AutoscalePolicy policy,
        AutoscaleDecision decision,
        Why because,
        String reason,
        Instant decidedAt,
        MeasuredLoad measured,
        Instant nextLook,
        String runId) {

    static AutoscaleView of(Autoscaling state) {
        var told = Optional.ofNullable(state.course().told());
        var newest = state.row().stream().reduce((earlier, later) -> later);
        return new AutoscaleView(
                state.cluster(),
                state.datacenter(),
                state.policy(),
                told.map(Told::decision).orElse(null),
                told.map(Told::why).orElse(null),
                told.map(Told::reason).orElse(null),
                told.map(Told::at).orElse(null),
                newest.map(Sample::load).orElse(null),
                state.rhythm().looking() ? null : state.rhythm().next(),
                state.course().runId());
    }
}
