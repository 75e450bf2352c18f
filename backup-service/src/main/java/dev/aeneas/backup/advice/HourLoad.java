package dev.aeneas.backup.advice;

import java.time.Duration;
import java.time.Instant;

/**
 * What clients asked for in one hour of the week.
 *
 * @param requests of all nodes, as coordinators
 * @param seconds observed
 */
public record HourLoad(double requests, double seconds) {
    static final int HOURS = 168;

    private static final long HOUR_SECONDS = 3_600;
    private static final HourLoad NONE = new HourLoad(0, 0);

    /** Older weeks count half when more than so much was observed: habits change. */
    private static final double SECONDS_MAX = 4.0 * HOUR_SECONDS;

    /** The epoch began on a Thursday. */
    private static final long EPOCH_HOUR = 72;

    private static final double SECONDS_ENOUGH = Duration.ofMinutes(15).toSeconds();

    static HourLoad none() {
        return NONE;
    }

    /** From 0, Monday 00:00 UTC. */
    static int hourOf(Instant at) {
        return (int) Math.floorMod(at.getEpochSecond() / HOUR_SECONDS + EPOCH_HOUR, (long) HOURS);
    }

    HourLoad plus(double moreRequests, double moreSeconds) {
        var sum = new HourLoad(requests + moreRequests, seconds + moreSeconds);
        return sum.seconds > SECONDS_MAX ? new HourLoad(sum.requests / 2, sum.seconds / 2) : sum;
    }

    boolean known() {
        return seconds >= SECONDS_ENOUGH;
    }

    double requestsPerSecond() {
        return seconds == 0 ? 0 : requests / seconds;
    }
}
