package dev.aeneas.failover.drill;

import java.time.Duration;

/**
 * Bounds of a drill.
 *
 * @param undoRetry between two requests to give the region back
 * @param returning from the moment when its nodes answer until observers must have seen it back
 * @param failingBack from then until clients must be led back; zero: they are left where they are
 * @param warmUp how long our own application writes before the region is lost
 * @param counting how long it may take to count its rows
 */
public record DrillSettings(
        Duration undoRetry, Duration returning, Duration failingBack, Duration warmUp, Duration counting) {
    public static final DrillSettings DEFAULT = new DrillSettings(
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2));
}
