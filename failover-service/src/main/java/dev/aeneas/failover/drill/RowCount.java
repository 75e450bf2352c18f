package dev.aeneas.failover.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/**
 * The rows of a drill's own application, counted: each that was acknowledged is looked for at LOCAL_QUORUM where clients are.
 *
 * @param after the moment up to which rows were written
 * @param failed tried and not acknowledged; whether they are there is nobody's promise
 * @param lost acknowledged and not found
 * @param oldestLost how long before the loss the oldest of them was written; null: none was lost
 * @param outage the longest time between two rows that were acknowledged
 */
public record RowCount(Moment after, long acknowledged, long failed, long lost, Duration oldestLost, Duration outage) {

    /**
     * Once everything was looked for.
     *
     * @param lostAt when the region was; empty: it never was
     */
    public static RowCount of(Moment after, Acknowledged written, BitSet found, Optional<Instant> lostAt) {
        var ids = written.ids();
        var missing = (BitSet) ids.clone();
        missing.andNot(found);
        var oldest = lostAt.filter(moment -> !missing.isEmpty())
                .map(moment -> Duration.between(written.at(missing.nextSetBit(0)), moment))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
        return new RowCount(
                after, ids.cardinality(), written.failed(), missing.cardinality(), oldest.orElse(null), longest(ids));
    }

    public long found() {
        return acknowledged - lost;
    }

    private static Duration longest(BitSet ids) {
        int longest = 0;
        int before = ids.nextSetBit(0);
        for (int id = before; id >= 0; id = ids.nextSetBit(id + 1)) {
            longest = Math.max(longest, id - before);
            before = id;
        }
        return Acknowledged.TICK.multipliedBy(longest);
    }
}
