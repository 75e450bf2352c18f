package dev.aeneas.failover.run;

import java.time.Instant;

/**
 * What was last announced of a region, and when.
 *
 * @param since of the last answer before it went down, or of the last good write before it was degraded; null while it is neither
 */
public record RegionStanding(Kind kind, Instant suspectedAt, Instant downAt, Instant since) {
    static final RegionStanding HEALTHY = new RegionStanding(Kind.HEALTHY, null, null, null);

    /** As in detection; a region that nobody has spoken of is healthy. */
    public enum Kind {
        HEALTHY,
        DEGRADED,
        SUSPECTED,
        DOWN,
        QUARANTINED
    }

    boolean isDown() {
        return kind == Kind.DOWN;
    }

    /** It was lost and came back: it stays so, whatever else is said of it, until somebody ends it. */
    boolean isQuarantined() {
        return !isDown() && downAt != null;
    }

    /** One that was lost stays what it is: that it is degraded too changes nothing. */
    RegionStanding degraded(Instant lastGoodAt) {
        return isDown() || isQuarantined() ? this : new RegionStanding(Kind.DEGRADED, null, null, lastGoodAt);
    }

    RegionStanding suspected(Instant at) {
        return isDown() ? this : new RegionStanding(Kind.SUSPECTED, at, downAt, null);
    }

    RegionStanding down(Instant at, Instant lastAnswerAt) {
        return isDown() ? this : new RegionStanding(Kind.DOWN, suspectedAt, at, lastAnswerAt);
    }

    RegionStanding recovered() {
        return downAt == null ? HEALTHY : new RegionStanding(Kind.QUARANTINED, suspectedAt, downAt, null);
    }
}
