package dev.aeneas.provisioning.step;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.TopologyStep;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step under the lock, and how far it is.
 *
 * @param step null once it is over
 * @param error why it failed
 */
public record StepRun(String id, TopologyStep step, Stage stage, int attempt, ProvisionError error) {

    /** {@code RECORD}: what must be known again after a crash is written down before anything is changed. */
    public enum Stage {
        RECORD,
        RUN,
        COMPLETED,
        FAILED
    }

    public static StepRun start(String id, TopologyStep step) {
        boolean recordsFirst = step instanceof TopologyStep.PrepareNodes
                || step instanceof TopologyStep.ReplaceNode
                || (step instanceof TopologyStep.ThrottleNodes throttle && throttle.lifted());
        return new StepRun(id, step, recordsFirst ? Stage.RECORD : Stage.RUN, 1, null);
    }

    public boolean over() {
        return stage == Stage.COMPLETED || stage == Stage.FAILED;
    }

    public StepRun recorded() {
        return new StepRun(id, step, Stage.RUN, 1, null);
    }

    public StepRun tryAgain() {
        return new StepRun(id, step, stage, attempt + 1, null);
    }

    public StepRun completed() {
        return new StepRun(id, null, Stage.COMPLETED, attempt, null);
    }

    public StepRun failed(ProvisionError why) {
        return new StepRun(id, null, Stage.FAILED, attempt, why);
    }

    /** Whether both would change the same node, or one of them a whole datacenter. */
    boolean meets(TopologyStep other) {
        boolean sameDatacenter = !over() && step.datacenter().equals(other.datacenter());
        if (sameDatacenter && (ordersDatacenter(step) || ordersDatacenter(other))) {
            return !(step instanceof TopologyStep.ThrottleNodes) && !(other instanceof TopologyStep.ThrottleNodes);
        }
        return !over() && nodesOf(step).stream().anyMatch(nodesOf(other)::contains);
    }

    /** Whether a step is an order to a provider that takes whole datacenters. */
    public static boolean ordersDatacenter(TopologyStep step) {
        return step instanceof TopologyStep.GrowDatacenter
                || step instanceof TopologyStep.ShrinkDatacenter
                || step instanceof TopologyStep.ResizeDatacenter
                || step instanceof TopologyStep.ReplaceInPlace;
    }

    /** Whether any provider can take it: it is done to running nodes, through the nodes themselves. */
    public static boolean fitsAnyGrain(TopologyStep step) {
        return step instanceof TopologyStep.CleanUpNodes || step instanceof TopologyStep.ThrottleNodes;
    }

    /** The nodes that a step changes; throttles may change under everything else. */
    static Set<String> nodesOf(TopologyStep step) {
        if (step instanceof TopologyStep.ResizeNodes resize) {
            return Set.copyOf(resize.nodes());
        }
        if (step instanceof TopologyStep.PrepareNodes prepare) {
            return prepare.nodes().stream().map(TopologyStep.NewNode::name).collect(Collectors.toSet());
        }
        if (step instanceof TopologyStep.JoinNodes join) {
            return Set.copyOf(join.nodes());
        }
        if (step instanceof TopologyStep.DecommissionNode decommission) {
            return Set.of(decommission.node());
        }
        if (step instanceof TopologyStep.RollNodes roll) {
            return Set.copyOf(roll.nodes());
        }
        if (step instanceof TopologyStep.ReplaceNode replace) {
            return Set.of(replace.node(), replace.newNode());
        }
        if (step instanceof TopologyStep.RemoveNode remove) {
            return Set.of(remove.node());
        }
        if (step instanceof TopologyStep.CleanUpNodes cleanUp) {
            return Set.copyOf(cleanUp.nodes());
        }
        if (step instanceof TopologyStep.ReplaceInPlace replace) {
            return Set.of(replace.node());
        }
        return Set.of();
    }
}
