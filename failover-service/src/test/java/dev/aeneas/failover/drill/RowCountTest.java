package dev.aeneas.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a drill's own application says of its rows. */
class RowCountTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    private static BitSet ids(int from, int to) {
        var ids = new BitSet();
        ids.set(from, to);
        return ids;
    }

    private static RowCount count(BitSet acknowledged, BitSet found, Optional<Instant> lostAt) {
        return RowCount.of(Moment.FAILED_OVER, Acknowledged.of(BEGIN, acknowledged, 7), found, lostAt);
    }

    @Test
    void countsWhatIsMissingAndHowFarBackItGoes() {
        var counted = count(ids(0, 250), ids(0, 248), Optional.of(BEGIN.plusMillis(12_500)));

        assertThat(counted.acknowledged()).isEqualTo(250);
        assertThat(counted.found()).isEqualTo(248);
        assertThat(counted.lost()).isEqualTo(2);
        assertThat(counted.failed()).isEqualTo(7);
        assertThat(counted.oldestLost()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsThereWithoutHavingBeenAcknowledgedMakesUpForNothing() {
        assertThat(count(ids(0, 10), ids(5, 20), Optional.empty()).lost()).isEqualTo(5);
    }

    @Test
    void tellsTheLongestTimeBetweenTwoAcknowledgements() {
        var acknowledged = ids(0, 10);
        acknowledged.set(90, 100);
        var counted = count(acknowledged, ids(0, 100), Optional.of(BEGIN));

        assertThat(counted.outage()).isEqualTo(Duration.ofMillis(81 * 50));
        assertThat(counted.lost()).isZero();
        assertThat(counted.oldestLost()).isNull();
    }

    @Test
    void whatWasLostAfterTheLossIsNotOlderThanIt() {
        assertThat(count(ids(20, 21), new BitSet(), Optional.of(BEGIN)).oldestLost())
                .isZero();
        assertThat(count(ids(20, 21), new BitSet(), Optional.empty()).oldestLost())
                .isNull();
    }

    @Test
    void anHourOfRowsIsFewCharacters() {
        assertThat(Acknowledged.of(BEGIN, ids(0, 72_000), 0).bits()).hasSizeLessThan(13_000);
    }
}
