package dev.aeneas.failover.drill;

import java.time.Duration;

/**
 * Bounds of a drill.
 *
 * @param undoRetry between two requests to give the region back
 * @param returning from the moment when its nodes answer until observers must have seen it back
 * @param failingBack from then until clients must be led back; zero: they are left where they are
 */
public record DrillSettings(Duration undoRetry, Duration returning, Duration failingBack) {
    public static final DrillSettings DEFAULT =
            new DrillSettings(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofMinutes(30));
}
