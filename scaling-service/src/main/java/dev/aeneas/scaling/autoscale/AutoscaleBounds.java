package dev.aeneas.scaling.autoscale;

import java.time.Duration;

/**
 * How the load is looked at, whatever the policy.
 *
 * @param interval between two looks
 * @param looks in a row that must all show the same before something is changed
 * @param shrinkPercent of a target that the load would have to stay below on the nodes that remain
 * @param pendingCompactionsMax with more than these waiting on a node nothing shrinks
 */
public record AutoscaleBounds(Duration interval, int looks, int shrinkPercent, int pendingCompactionsMax) {
    private static final int PERCENT = 100;

    public AutoscaleBounds {
        if (looks < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("looks and their interval must be more than nothing");
        }
        if (shrinkPercent < 1 || shrinkPercent > PERCENT) {
            throw new IllegalArgumentException("shrinkPercent must be from 1 to 100, or it would flap");
        }
    }

    /** Looks older than this say nothing about now: the service was away. */
    Duration memory() {
        return interval.multipliedBy(2L * looks);
    }
}
