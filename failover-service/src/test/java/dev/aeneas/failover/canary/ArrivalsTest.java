package dev.aeneas.failover.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.ReplicationLag;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final DatacenterName NORTH = new DatacenterName("north");

    private final Arrivals arrivals = new Arrivals(Duration.ofSeconds(1));

    private static long round(long millis) {
        return Arrivals.roundAt(at(millis));
    }

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    private void write(long from, long to) {
        for (long at = from; at <= to; at += 1_000) {
            arrivals.acknowledged(EAST, round(at));
        }
    }

    private void find(DatacenterName here, long round, long now) {
        arrivals.found(here, Map.of(EAST, round(round)), arrivals.asking(at(now)));
    }

    private ReplicationLag lag(DatacenterName here) {
        assertThat(arrivals.of(here)).hasSize(1);
        return arrivals.of(here).get(0);
    }

    @Test
    void isNotBehindWhenTheNewestAcknowledgedRowIsThere() {
        write(0, 5_000);
        find(WEST, 5_000, 5_020);
        assertThat(lag(WEST)).isEqualTo(new ReplicationLag(EAST, at(5_000), at(5_000), Duration.ZERO));
    }

    @Test
    void isBehindByTheAgeOfTheOldestRowThatIsMissing() {
        write(0, 9_000);
        find(WEST, 5_000, 9_020);
        assertThat(lag(WEST)).isEqualTo(new ReplicationLag(EAST, at(9_000), at(5_000), Duration.ofMillis(3_020)));
    }

    @Test
    void isBehindByEverythingWhereNoRowEverCame() {
        write(0, 9_000);
        arrivals.found(WEST, Map.of(), arrivals.asking(at(9_020)));
        assertThat(lag(WEST)).isEqualTo(new ReplicationLag(EAST, at(9_000), null, Duration.ofMillis(9_020)));
    }

    @Test
    void doesNotMissWhatWasAcknowledgedAfterItLooked() {
        write(0, 5_000);
        var asked = arrivals.asking(at(5_900));
        arrivals.acknowledged(EAST, round(6_000));
        arrivals.found(WEST, Map.of(EAST, round(5_000)), asked);
        assertThat(lag(WEST).lag()).isZero();
    }

    @Test
    void growsNoOlderOnceNothingIsWrittenAnyMore() {
        write(0, 9_000);
        find(WEST, 7_000, 60_000);
        assertThat(lag(WEST)).isEqualTo(new ReplicationLag(EAST, at(9_000), at(7_000), Duration.ofSeconds(2)));
    }

    @Test
    void countsARowThatCameWithoutAnAcknowledgementAsTheNewestThatHadOne() {
        write(0, 5_000);
        find(WEST, 6_000, 6_020);
        assertThat(lag(WEST)).isEqualTo(new ReplicationLag(EAST, at(5_000), at(5_000), Duration.ZERO));
    }

    @Test
    void remembersTheOldestMissingRowOfADatacenterThatFallsFarBehind() {
        write(0, 3_600_000);
        find(WEST, 0, 3_600_010);
        find(NORTH, 3_600_000, 3_600_010);
        assertThat(lag(WEST).lag()).isEqualTo(Duration.ofMillis(3_599_010));
        assertThat(lag(NORTH).lag()).isZero();
    }

    @Test
    void forgetsADatacenterThatIsNoMore() {
        write(0, 5_000);
        find(WEST, 5_000, 5_020);
        arrivals.forget(EAST);
        assertThat(arrivals.of(WEST)).isEmpty();
    }
}
