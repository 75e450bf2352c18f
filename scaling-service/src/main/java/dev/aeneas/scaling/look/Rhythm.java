package dev.aeneas.scaling.look;

import java.time.Duration;
import java.time.Instant;

/**
 * When something is looked at, again and again.
 *
 * @param looks so far; each has a number of its own for as long as the process lives
 * @param looking one is under way
 * @param next when the next one is due; null before the first
 */
public record Rhythm(long looks, boolean looking, Instant next) {
    public static final Rhythm NEW = new Rhythm(0, false, null);

    public Rhythm begin() {
        return new Rhythm(looks + 1, true, next);
    }

    public Rhythm looked(Instant now, Duration interval) {
        return new Rhythm(looks, false, now.plus(interval));
    }

    public boolean isDue(Instant due) {
        return !looking && due.equals(next);
    }

    public String key() {
        return "look-" + looks;
    }
}
