package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.Ownership;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.plan.ScalePlan;
import java.time.Duration;
import java.util.List;

/**
 * A plan as it would be made now; nothing was changed.
 *
 * @param nodes names of all nodes that own data afterwards
 * @param forecast from the first step to the verified ring; null: not known
 * @param ownership how far the worst node is from even, now and afterwards
 */
public record PlanView(
        int nodeCount,
        Sku sku,
        List<String> nodes,
        Duration forecast,
        List<Ownership> ownership,
        List<PlannedStep> steps,
        List<String> notes) {
    static PlanView of(ScalePlan plan) {
        return new PlanView(
                plan.nodes().size(),
                plan.sku(),
                plan.nodes(),
                plan.forecast().orElse(null),
                plan.ownership(),
                plan.steps(),
                plan.notes());
    }
}
