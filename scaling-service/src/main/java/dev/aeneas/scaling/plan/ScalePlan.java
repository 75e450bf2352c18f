package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ScalingEvent.PlannedStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to get from what is to what is asked for.
 *
 * @param keeps names of the nodes that own data now and afterwards
 * @param steps each after those that it waits for; none when everything is as asked for
 * @param notes for people: forecasts, and what is left out on purpose
 */
public record ScalePlan(Sku sku, List<String> keeps, List<PlannedStep> steps, List<String> notes) {
    public ScalePlan {
        keeps = List.copyOf(keeps);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Nodes that will join, with the tokens that they must then own. */
    public List<NewNode> newNodes() {
        return steps.stream()
                .map(PlannedStep::step)
                .filter(PrepareNodes.class::isInstance)
                .flatMap(step -> ((PrepareNodes) step).nodes().stream())
                .toList();
    }

    /** Names of all nodes afterwards. */
    public List<String> nodes() {
        return Stream.concat(keeps.stream(), newNodes().stream().map(NewNode::name))
                .toList();
    }

    public PlannedStep step(String stepId) {
        return steps.stream()
                .filter(step -> step.stepId().equals(stepId))
                .findFirst()
                .orElseThrow();
    }

    /** The step that lifts the throttles, or the one that puts them back. */
    public Optional<PlannedStep> throttles(boolean lifted) {
        return steps.stream()
                .filter(step -> step.step() instanceof ThrottleNodes throttle && throttle.lifted() == lifted)
                .findFirst();
    }
}
