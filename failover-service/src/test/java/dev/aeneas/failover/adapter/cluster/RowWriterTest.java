package dev.aeneas.failover.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.drill.Acknowledged;
import dev.aeneas.failover.drill.Drill;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.failover.drill.DrillPlan;
import dev.aeneas.failover.drill.Evidence;
import dev.aeneas.failover.drill.Moment;
import dev.aeneas.failover.drill.RowCount;
import dev.aeneas.failover.drill.Workload.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A drill's own application in virtual time, over a table that loses and refuses rows. */
class RowWriterTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LOST = BEGIN.plusSeconds(10);
    private static final int A_SECOND = 20;

    private final TreeMap<Duration, Phase> course = new TreeMap<>(Map.of(
            Duration.ZERO,
            Phase.WARMING,
            Duration.ofSeconds(10),
            Phase.LOST,
            Duration.ofSeconds(50),
            Phase.COUNTING,
            Duration.ofSeconds(60),
            Phase.HOLDING,
            Duration.ofSeconds(70),
            Phase.FAILING_BACK,
            Duration.ofSeconds(90),
            Phase.SETTLING,
            Duration.ofSeconds(100),
            Phase.RECOUNTING,
            Duration.ofSeconds(110),
            Phase.ENDED));
    private final BitSet rows = new BitSet();
    private final List<RowCount> counts = new ArrayList<>();
    private Acknowledged told;
    private Instant now = BEGIN;
    private int readsRefused;

    private final class Played implements RowTable, Watched {
        /** For three seconds after the loss nothing is acknowledged; the last two rows before it never got anywhere else. */
        @Override
        public boolean write(int id) {
            var at = BEGIN.plusMillis(50L * id);
            boolean away = !at.isBefore(LOST) && at.isBefore(LOST.plusSeconds(3));
            boolean left = at.isBefore(LOST) && !at.isBefore(LOST.minusMillis(100));
            if (!away && !left) {
                rows.set(id);
            }
            return !away;
        }

        @Override
        public int bucket(int id) {
            return id / 100;
        }

        @Override
        public Optional<BitSet> read(int bucket) {
            if (readsRefused-- > 0) {
                return Optional.empty();
            }
            var found = new BitSet();
            rows.stream().filter(id -> bucket(id) == bucket).forEach(found::set);
            return Optional.of(found);
        }

        @Override
        public Optional<Drill> now() {
            var phase = course.floorEntry(Duration.between(BEGIN, now)).getValue();
            var plan = new DrillPlan(
                    "drill-1", "east", FaultKind.KILL, false, BEGIN, BEGIN, Duration.ZERO, true, null, null, true);
            var evidence = new Evidence(List.of(), null, List.of(), told);
            var moments = Map.of(Moment.LOST, LOST);
            return Optional.of(new Drill(plan, phase, moments, null, null, null, List.of(), List.of(), evidence, null));
        }

        @Override
        public void tell(Acknowledged written) {
            told = written;
        }

        @Override
        public void tell(Acknowledged written, RowCount count) {
            counts.add(count);
        }

        @Override
        public void close() {}
    }

    private void run() throws InterruptedException {
        var played = new Played();
        var virtual = new Ticks() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public void waitUntil(Instant moment) {
                now = now.isBefore(moment) ? moment : now;
            }
        };
        new RowWriter(played, played, virtual).run();
    }

    @Test
    void writesAllAlongAndCountsAfterTheFailoverAndInTheEnd() throws InterruptedException {
        run();

        assertThat(counts).extracting(RowCount::after).containsExactly(Moment.FAILED_OVER, Moment.ENDED);
        assertThat(counts).allSatisfy(count -> {
            assertThat(count.lost()).isEqualTo(2);
            assertThat(count.failed()).isEqualTo(3 * A_SECOND);
            assertThat(count.oldestLost()).isEqualTo(Duration.ofMillis(100));
            assertThat(count.outage()).isEqualTo(Duration.ofMillis(3050));
        });
        assertThat(counts.get(0).acknowledged()).isBetween(47L * A_SECOND, 48L * A_SECOND);
        assertThat(counts.get(1).acknowledged()).isBetween(97L * A_SECOND, 98L * A_SECOND);
    }

    @Test
    void partitionsThatCannotBeReadAtOnceAreTriedAgain() throws InterruptedException {
        readsRefused = 7;
        run();
        assertThat(counts).extracting(RowCount::lost).containsExactly(2L, 2L);
    }

    @Test
    void goesOnWithWhatAnotherReplicaWroteBeforeItDied() throws InterruptedException {
        var dies = course.ceilingKey(Duration.ofSeconds(40));
        course.put(Duration.ofSeconds(32), Phase.ENDED);
        course.remove(dies);
        course.remove(Duration.ofSeconds(60));
        run();
        assertThat(counts).isEmpty();
        long before = told.ids().cardinality();
        assertThat(before).isGreaterThan(20L * A_SECOND);

        course.remove(Duration.ofSeconds(32));
        course.put(dies, Phase.COUNTING);
        now = BEGIN.plusSeconds(40);
        run();
        assertThat(counts.get(0).lost()).isEqualTo(2);
        assertThat(counts.get(0).acknowledged()).isBetween(before + 10 * A_SECOND, before + 11 * A_SECOND);
    }
}
