package dev.aeneas.failover.run;

import java.time.Duration;
import java.time.Instant;

/**
 * The moments of a run; null: not reached, or never known.
 *
 * @param since of the last answer of the lost region
 */
public record Timeline(
        Instant since,
        Instant suspectedAt,
        Instant downAt,
        Instant shiftedAt,
        Instant capacityRestoredAt,
        Instant consistencyRestoredAt,
        Instant finishedAt) {

    static Timeline begun(RegionStanding region, Instant now) {
        var since = region.since() == null ? now : region.since();
        return new Timeline(since, region.suspectedAt(), region.downAt(), now, null, null, null);
    }

    Timeline capacityRestored(Instant at) {
        return new Timeline(since, suspectedAt, downAt, shiftedAt, at, consistencyRestoredAt, finishedAt);
    }

    Timeline consistencyRestored(Instant at) {
        return new Timeline(since, suspectedAt, downAt, shiftedAt, capacityRestoredAt, at, finishedAt);
    }

    Timeline finished(Instant at) {
        return new Timeline(since, suspectedAt, downAt, shiftedAt, capacityRestoredAt, consistencyRestoredAt, at);
    }

    Duration sinceDown(Instant at) {
        return Duration.between(since, at);
    }
}
