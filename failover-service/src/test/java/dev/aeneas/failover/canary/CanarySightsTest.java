package dev.aeneas.failover.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.contracts.Observation.ReplicationLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanarySightsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final long LOST = 10_400;
    private static final long SHIFTED = 12_300;

    private final CanarySights sights = new CanarySights();

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    /** An observer with a clock of its own, whose rows are written at each full second and arrive late by so much. */
    private void tell(String observer, Duration ahead, long late, long until) {
        for (long now = 500; now <= until; now += 500) {
            long east = Math.min(now, LOST) / 1_000 * 1_000;
            long west = now / 1_000 * 1_000;
            long seen = Math.max(0, (Math.min(now, LOST) - late) / 1_000 * 1_000);
            var lag = new ReplicationLag(
                    EAST, at(east).plus(ahead), at(seen).plus(ahead), Duration.ofMillis(seen < east ? late : 0));
            observe(observer, ahead, EAST, now, new Canary(now > LOST + 600 ? 1 : 0, at(east).plus(ahead), null, null));
            observe(
                    observer,
                    ahead,
                    WEST,
                    now,
                    new Canary(0, at(west).plus(ahead), Duration.ofMillis(4), null, List.of(lag)));
        }
    }

    private void observe(String observer, Duration ahead, DatacenterName datacenter, long now, Canary canary) {
        var observation = new DatacenterObserved(
                new ClusterName("orders"),
                datacenter,
                datacenter.value(),
                observer,
                "witness",
                now,
                1,
                1,
                0,
                0,
                at(now).plus(ahead),
                at(now).plus(ahead),
                canary);
        sights.observe(observation, at(now));
    }

    @Test
    void measuresTheOutageFromTheLastRowThereToTheFirstOneHereAfterTheShift() {
        tell("a", Duration.ZERO, 0, 15_000);
        var cost = sights.cost(EAST, WEST, at(SHIFTED)).orElseThrow();
        assertThat(cost.lastWriteAt()).contains(at(10_000));
        assertThat(cost.firstWriteAt()).isEqualTo(at(13_000));
        assertThat(cost.outage()).contains(Duration.ofSeconds(3));
        assertThat(cost.rpo()).contains(Duration.ZERO);
        assertThat(cost.lagBefore()).contains(Duration.ZERO);
    }

    @Test
    void tellsWhatWasLostByTheObserverThatLostMost() {
        tell("a", Duration.ofSeconds(10), 0, 15_000);
        tell("b", Duration.ofSeconds(-10), 4_000, 15_000);
        var cost = sights.cost(EAST, WEST, at(SHIFTED)).orElseThrow();
        assertThat(cost.newestSeenAt()).contains(at(10_000));
        assertThat(cost.rpo()).contains(Duration.ofSeconds(4));
        assertThat(cost.lagBefore()).contains(Duration.ofSeconds(4));
        assertThat(cost.outage()).contains(Duration.ofSeconds(3));
    }

    @Test
    void saysNothingUntilARowWasWrittenAfterTheShiftAndLookedAfterOnceMore() {
        tell("a", Duration.ZERO, 0, 13_500);
        assertThat(sights.cost(EAST, WEST, at(SHIFTED))).isEmpty();
        observe("a", Duration.ZERO, WEST, 14_000, new Canary(0, at(14_000), null, null));
        assertThat(sights.cost(EAST, WEST, at(SHIFTED))).isPresent();
    }

    @Test
    void saysNothingOfAShiftThatItDidNotHear() {
        observe("a", Duration.ZERO, WEST, 20_000, new Canary(0, at(20_000), null, null));
        observe("a", Duration.ZERO, WEST, 21_000, new Canary(0, at(21_000), null, null));
        assertThat(sights.cost(EAST, WEST, at(SHIFTED))).isEmpty();
    }

    @Test
    void seesNoOutageWhereTheOldPlaceServedOn() {
        tell("a", Duration.ZERO, 0, 10_000);
        var cost = sights.cost(EAST, WEST, at(7_200)).orElseThrow();
        assertThat(cost.outage()).contains(Duration.ZERO);
    }
}
