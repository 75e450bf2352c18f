package dev.aeneas.provisioning.fault;

import java.time.Duration;

/**
 * Bounds of faults.
 *
 * @param longest from its injection to its end
 * @param undoPause between two tries to bring the nodes back; there is no last one
 */
public record FaultBounds(Duration longest, Duration undoPause) {
    public static final FaultBounds DEFAULT = new FaultBounds(Duration.ofHours(4), Duration.ofSeconds(5));
}
