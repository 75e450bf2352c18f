package dev.aeneas.scaling.autoscale;

import java.time.Duration;
import java.time.Instant;

/**
 * When the load is looked at.
 *
 * @param looks so far; each has a number of its own for as long as the process lives, whatever the policy
 * @param looking one is under way
 * @param next when the next one is due; null before the first
 */
public record Rhythm(long looks, boolean looking, Instant next) {
    static final Rhythm NEW = new Rhythm(0, false, null);

    Rhythm begin() {
        return new Rhythm(looks + 1, true, next);
    }

    Rhythm looked(Instant now, Duration interval) {
        return new Rhythm(looks, false, now.plus(interval));
    }

    boolean isDue(Instant due) {
        return !looking && due.equals(next);
    }

    String key() {
        return "look-" + looks;
    }
}
