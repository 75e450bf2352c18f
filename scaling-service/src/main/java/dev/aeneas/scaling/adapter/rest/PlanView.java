package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ScalingEvent.PlannedStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.plan.ScalePlan;
import java.util.List;

/** A plan as it would be made now; nothing was changed. */
public record PlanView(int nodeCount, Sku sku, List<String> nodes, List<PlannedStep> steps, List<String> notes) {
    static PlanView of(ScalePlan plan) {
        return new PlanView(plan.nodes().size(), plan.sku(), plan.nodes(), plan.steps(), plan.notes());
    }
}
