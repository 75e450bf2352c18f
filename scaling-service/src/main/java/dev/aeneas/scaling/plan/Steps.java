package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.TopologyStep;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a plan and numbers them; a step comes after those that it waits for. */
final class Steps {
    private final List<PlannedStep> planned = new ArrayList<>();

    /** Adds a step and returns what a step that follows it waits for. */
    List<String> add(String name, TopologyStep step, String reason, List<String> after) {
        var id = planned.size() + 1 + "-" + name;
        planned.add(new PlannedStep(id, step, reason, after));
        return List.of(id);
    }

    List<PlannedStep> planned() {
        return List.copyOf(planned);
    }
}
