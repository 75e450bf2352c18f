package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.failover.drill.Acknowledged;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.Moment;
import dev.aeneas.failover.drill.RowCount;
import dev.aeneas.failover.drill.Workload.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/**
 * One row a tick for as long as the drill wants it; while rows are to be counted, a partition a tick is read beside. Goes on where a writer
 * before it has left off: what was acknowledged to that one after its last word is in no count.
 */
final class RowWriter {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration TELL = Duration.ofSeconds(5);

    private final RowTable table;
    private final Watched drill;
    private final Ticks ticks;
    private final Acknowledged begun;
    private final BitSet acknowledged;
    private long failed;
    private int next;
    private Counting counting;

    RowWriter(RowTable table, Watched drill, Ticks ticks) {
        this.table = table;
        this.drill = drill;
        this.ticks = ticks;
        begun = drill.now()
                .map(known -> known.evidence().written())
                .orElseGet(() -> Acknowledged.of(ticks.now(), new BitSet(), 0));
        acknowledged = begun.ids();
        failed = begun.failed();
    }

    Acknowledged run() throws InterruptedException {
        var tell = ticks.now().plus(TELL);
        for (var seen = drill.now(); isWanted(seen); seen = drill.now()) {
            var look = ticks.now().plus(LOOK);
            while (ticks.now().isBefore(look)) {
                tick(seen.get());
            }
            if (!ticks.now().isBefore(tell)) {
                drill.tell(written());
                tell = ticks.now().plus(TELL);
            }
        }
        return written();
    }

    private static boolean isWanted(Optional<Drill> seen) {
        return seen.filter(known -> known.writes() || known.counts().isPresent())
                .isPresent();
    }

    private void tick(Drill seen) throws InterruptedException {
        int id = Math.max(next, begun.due(ticks.now()));
        next = id + 1;
        if (seen.writes()) {
            write(id);
        }
        seen.counts().ifPresent(after -> count(after, seen.at(Moment.LOST)));
        ticks.waitUntil(begun.at(next));
    }

    private void write(int id) {
        if (table.write(id)) {
            acknowledged.set(id);
        } else {
            failed++;
        }
    }

    private void count(Moment after, Optional<Instant> lostAt) {
        if (counting == null || counting.after != after) {
            counting = new Counting(after, written());
        }
        if (counting.readsOn()) {
            counting.read();
            if (!counting.readsOn()) {
                drill.tell(written(), RowCount.of(after, counting.written, counting.found, lostAt));
            }
        }
    }

    private Acknowledged written() {
        return Acknowledged.of(begun.begunAt(), acknowledged, failed);
    }

    /** Looks for the rows that were acknowledged by a moment. */
    private final class Counting {
        private final Moment after;
        private final Acknowledged written;
        private final BitSet left;
        private final BitSet found = new BitSet();
        private boolean readsOn = true;

        Counting(Moment after, Acknowledged written) {
            this.after = after;
            this.written = written;
            this.left = written.ids();
        }

        boolean readsOn() {
            return readsOn;
        }

        /** The next partition; one that cannot be read is tried again. */
        void read() {
            if (!left.isEmpty()) {
                int bucket = table.bucket(left.nextSetBit(0));
                table.read(bucket).ifPresent(rows -> {
                    found.or(rows);
                    forget(bucket);
                });
            }
            readsOn = !left.isEmpty();
        }

        private void forget(int bucket) {
            for (int id = left.nextSetBit(0); id >= 0 && table.bucket(id) == bucket; id = left.nextSetBit(id)) {
                left.clear(id);
            }
        }
    }
}
