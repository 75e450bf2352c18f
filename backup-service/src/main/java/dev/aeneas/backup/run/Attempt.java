package dev.aeneas.backup.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which try of a piece of work is on.
 *
 * @param number from 1
 * @param retryAt when it may begin; null: now
 */
public record Attempt(int number, Instant retryAt) {
    static final Attempt FIRST = new Attempt(1, null);

    boolean mayBegin() {
        return retryAt == null;
    }

    Optional<Instant> wakeAt() {
        return Optional.ofNullable(retryAt);
    }

    Attempt after(Duration pause, Instant now) {
        return new Attempt(number + 1, now.plus(pause));
    }

    /** Every attempt whose time has come may begin; one wake serves all that were due by then. */
    Attempt woken(Instant due) {
        return retryAt == null || retryAt.isAfter(due) ? this : new Attempt(number, null);
    }
}
