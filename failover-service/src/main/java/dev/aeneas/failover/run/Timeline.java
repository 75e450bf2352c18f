package dev.aeneas.failover.run;

import dev.aeneas.failover.forecast.Beside;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments of a run; null: not reached, or never known.
 *
 * @param since of the last answer of the lost region
 * @param scaled what scaling measured of the growth, from its plan to the verified ring; null: nothing grew, or nobody knows
 */
public record Timeline(
        Instant since,
        Instant suspectedAt,
        Instant downAt,
        Instant shiftedAt,
        Instant capacityRestoredAt,
        Duration scaled,
        Instant consistencyRestoredAt,
        Instant finishedAt) {

    static Timeline begun(RegionStanding region, Instant now) {
        var since = region.since() == null ? now : region.since();
        return new Timeline(since, region.suspectedAt(), region.downAt(), now, null, null, null, null);
    }

    Timeline capacityRestored(Instant at, Duration measured) {
        return new Timeline(since, suspectedAt, downAt, shiftedAt, at, measured, consistencyRestoredAt, finishedAt);
    }

    Timeline consistencyRestored(Instant at) {
        return new Timeline(since, suspectedAt, downAt, shiftedAt, capacityRestoredAt, scaled, at, finishedAt);
    }

    Timeline finished(Instant at) {
        return new Timeline(
                since, suspectedAt, downAt, shiftedAt, capacityRestoredAt, scaled, consistencyRestoredAt, at);
    }

    /** What this failover shows of the time that recovery takes; empty: nothing grew, or not as it was first asked for. */
    Optional<Beside.Shown> shown() {
        if (capacityRestoredAt == null || scaled == null) {
            return Optional.empty();
        }
        var from = downAt == null ? shiftedAt : downAt;
        return Optional.of(new Beside.Shown(Duration.between(from, capacityRestoredAt), scaled));
    }

    Duration sinceDown(Instant at) {
        return Duration.between(since, at);
    }
}
