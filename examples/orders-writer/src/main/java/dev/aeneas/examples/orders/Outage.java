package dev.aeneas.examples.orders;

import java.time.Duration;
import java.time.Instant;

/**
 * The longest time without an acknowledged write, from one acknowledgement to the next.
 *
 * <p>Lengths are measured by the clock that never jumps; {@code from} is the time of day, for people.
 */
final class Outage {
    private long lastNanos;
    private Instant lastAt;
    private Duration longest = Duration.ZERO;
    private Instant longestFrom;

    /** @param at and {@code nanos}: the start of the measurement */
    Outage(Instant at, long nanos) {
        lastAt = at;
        longestFrom = at;
        lastNanos = nanos;
    }

    void acknowledged(Instant at, long nanos) {
        gapUntil(nanos);
        lastAt = at;
        lastNanos = nanos;
    }

    /** An outage that still lasts counts as long as it was watched. */
    void ended(long nanos) {
        gapUntil(nanos);
    }

    private void gapUntil(long nanos) {
        var gap = Duration.ofNanos(nanos - lastNanos);
        if (gap.compareTo(longest) > 0) {
            longest = gap;
            longestFrom = lastAt;
        }
    }

    Duration longest() {
        return longest;
    }

    Instant longestFrom() {
        return longestFrom;
    }
}
