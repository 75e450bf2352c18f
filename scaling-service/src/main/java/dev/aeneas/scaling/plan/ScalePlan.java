package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.Ownership;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.scaling.forecast.StepKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How to get from what is to what is asked for.
 *
 * @param keeps names of the nodes that own data now and afterwards
 * @param steps each after those that it waits for; none when everything is as asked for
 * @param notes for people: prices, and what is left out on purpose
 * @param ownership how even the datacenter is and will be; first at its own replication factor, then at those of keyspaces
 * @param verification how long the last look at the ring will take; null: not forecast
 * @param added names of new nodes that their provider makes by itself, so that no step names them
 * @param leaving how many nodes that own data now will not
 * @param prepared names of new nodes that were prepared before: there is nothing to start, and no time to learn from
 */
public record ScalePlan(
        Sku sku,
        List<String> keeps,
        List<PlannedStep> steps,
        List<String> notes,
        List<Ownership> ownership,
        Duration verification,
        List<String> prepared,
        List<String> added,
        int leaving) {
    public ScalePlan {
        keeps = List.copyOf(keeps);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        ownership = ownership == null ? List.of() : List.copyOf(ownership);
        prepared = prepared == null ? List.of() : List.copyOf(prepared);
        added = added == null ? List.of() : List.copyOf(added);
    }

    /** From the first step to the verified ring; empty where a step could not be forecast. */
    public Optional<Duration> forecast() {
        boolean known = verification != null && steps.stream().allMatch(step -> step.forecast() != null);
        return known ? Optional.of(CriticalPath.of(steps, PlannedStep::forecast).plus(verification)) : Optional.empty();
    }

    /** Nodes that will join, with the tokens that they must then own. */
    public List<NewNode> newNodes() {
        Set<String> joining = new HashSet<>();
        steps.forEach(step -> {
            if (step.step() instanceof JoinNodes join) {
                joining.addAll(join.nodes());
            }
        });
        return steps.stream()
                .map(PlannedStep::step)
                .filter(PrepareNodes.class::isInstance)
                .flatMap(step -> ((PrepareNodes) step).nodes().stream())
                .filter(node -> joining.contains(node.name()))
                .toList();
    }

    /** Names of all nodes that own data afterwards. */
    public List<String> nodes() {
        return Stream.of(keeps.stream(), newNodes().stream().map(NewNode::name), added.stream())
                .flatMap(names -> names)
                .toList();
    }

    /** How many nodes a step changes: what steps that move no bytes are measured by. */
    public long nodesOf(TopologyStep step) {
        if (step instanceof PrepareNodes prepare) {
            return toStart(prepare);
        }
        if (step instanceof GrowDatacenter) {
            return added.size();
        }
        if (step instanceof ShrinkDatacenter) {
            return leaving;
        }
        return step instanceof ResizeDatacenter ? keeps.size() : StepKind.nodesOf(step);
    }

    /** How many machines a step starts. */
    public long toStart(PrepareNodes step) {
        return step.nodes().stream()
                .filter(node -> !prepared.contains(node.name()))
                .count();
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
