package dev.aeneas.contracts;

import java.time.Duration;
import java.util.List;

/**
 * One step of a plan, with the reason for it.
 *
 * @param after ids of the steps that must be completed before; steps that wait for the same ones run concurrently
 * @param forecast how long it will take by itself; null where nothing is known to forecast from
 * @param bytes that its busiest node sends or receives; null where it moves none, or their size is not known
 */
public record PlannedStep(
        String stepId, TopologyStep step, String reason, List<String> after, Duration forecast, Long bytes) {
    public PlannedStep {
        Require.text("stepId", stepId);
        Require.present("step", step);
        Require.text("reason", reason);
        after = Require.list("after", after);
    }

    /** Without a forecast. */
    public PlannedStep(String stepId, TopologyStep step, String reason, List<String> after) {
        this(stepId, step, reason, after, null, null);
    }
}
