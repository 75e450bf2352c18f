package dev.aeneas.failover.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;

/**
 * Which rows of a drill's own application were acknowledged. At most one is written each tick, and its id is the number of the tick: so a
 * bit for each is all that a replica must leave behind for the next one to go on with the count.
 *
 * @param begunAt when the row 0 was due
 * @param bits of the ids, as {@link BitSet#toByteArray()} in Base64
 * @param failed rows that were tried and not acknowledged
 */
public record Acknowledged(Instant begunAt, String bits, long failed) {
    public static final Duration TICK = Duration.ofMillis(50);

    public static Acknowledged of(Instant begunAt, BitSet ids, long failed) {
        return new Acknowledged(begunAt, Base64.getEncoder().encodeToString(ids.toByteArray()), failed);
    }

    public BitSet ids() {
        return BitSet.valueOf(Base64.getDecoder().decode(bits));
    }

    /** When a row was due. */
    public Instant at(int id) {
        return begunAt.plus(TICK.multipliedBy(id));
    }

    /** The row that is due at a moment. */
    public int due(Instant now) {
        return Math.toIntExact(Math.max(0, Duration.between(begunAt, now).dividedBy(TICK)));
    }

    /** What either of two writers of the same rows knows. */
    Acknowledged and(Acknowledged other) {
        var ids = ids();
        ids.or(other.ids());
        return of(begunAt, ids, Math.max(failed, other.failed));
    }
}
