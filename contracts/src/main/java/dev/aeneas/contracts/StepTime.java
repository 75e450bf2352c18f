package dev.aeneas.contracts;

import java.time.Duration;

/**
 * How long a step took, to be compared with its forecast and to be learnt from.
 *
 * @param kind under which times are learnt: steps of one kind take time for the same reasons
 * @param amount what the time grows with: bytes that the busiest node moved, or nodes where none moved any
 * @param forecast null where nothing was known to forecast from
 */
public record StepTime(String stepId, String kind, long amount, Duration forecast, Duration took) {
    public StepTime {
        Require.text("stepId", stepId);
        Require.text("kind", kind);
        Require.notNegative("amount", amount);
        Require.present("took", took);
    }
}
