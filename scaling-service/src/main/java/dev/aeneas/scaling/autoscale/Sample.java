package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.MeasuredLoad;
import java.time.Instant;

/**
 * One look at the load that counts: a quorum of the nodes answered, and nothing was going on.
 *
 * @param nodeCount that the load was spread over
 */
public record Sample(Instant at, int nodeCount, MeasuredLoad load) {}
