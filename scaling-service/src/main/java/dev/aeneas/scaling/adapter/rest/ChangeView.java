package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.scaling.change.ChangePlan;
import dev.aeneas.scaling.change.ChangeRun;
import java.time.Instant;
import java.util.List;

/**
 * A change of nodes as it is now.
 *
 * @param stepsDone the first so many of the steps
 * @param consequences for people
 * @param error why it stopped; null otherwise
 * @param stateReached what is done and what is not
 */
public record ChangeView(
        String runId,
        ClusterName cluster,
        DatacenterName datacenter,
        NodeChange change,
        ChangeRun.Phase phase,
        List<PlannedStep> steps,
        int stepsDone,
        List<String> consequences,
        ProvisionError error,
        String stateReached,
        Instant requestedAt,
        Instant endedAt) {
    static ChangeView of(ChangeRun run) {
        return new ChangeView(
                run.runId(),
                run.cluster(),
                run.datacenter(),
                run.change(),
                run.phase(),
                run.steps(),
                run.done(),
                run.notes(),
                run.error(),
                run.stateReached(),
                run.requestedAt(),
                run.endedAt());
    }

    /** What a change would do; nothing was changed. */
    public record PlanOfChange(NodeChange change, List<PlannedStep> steps, List<String> consequences) {
        static PlanOfChange of(ChangePlan plan) {
            return new PlanOfChange(plan.change(), plan.steps(), plan.notes());
        }
    }

    /**
     * A change that was accepted.
     *
     * @param consequences as the machines are known now; what is done is planned again under the topology lock
     */
    public record AcceptedChange(String runId, NodeChange change, List<String> consequences) {}
}
