package dev.aeneas.failover.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionTest {
    private static final String[] THREE = {"east", "west", "witness"};
    private static final long LOST_AT = 20_000;
    private static final long FOR_EVER = Long.MAX_VALUE / 2_000_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final DetectionParameters.Bounds BOUNDS = DetectionParameters.DEFAULT.bounds();

    /** Simulated jitter of rounds, delivery and the decider's tick, at most. */
    private static final Duration JITTER = Duration.ofMillis(6 * 10 + 20 + 40 + 60);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void announcesAKilledRegionOnceAndWithinTheBound(long seed) {
        var simulation = new DetectionSimulation(seed, THREE);
        simulation.kill("east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isOne();
        assertThat(downAfter(simulation))
                .isLessThanOrEqualTo(BOUNDS.downAtMostWhenKilled().plus(JITTER));
        assertThat(simulation.when(RegionSuspected.class)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void announcesAFrozenRegionWithItsObserverGoneToo(long seed) {
        var simulation = new DetectionSimulation(seed, THREE);
        simulation.freeze("east", LOST_AT, FOR_EVER);
        simulation.pauseProcess("east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isOne();
        assertThat(downAfter(simulation))
                .isLessThanOrEqualTo(BOUNDS.downAtMostWhenFrozen().plus(JITTER));
    }

    @Test
    void survivesAPauseOfARegionWhileTheDeciderIsPausedToo() {
        for (long seed = 0; seed < 100; seed++) {
            var simulation = new DetectionSimulation(seed, THREE);
            simulation.freeze("east", LOST_AT, LOST_AT + 1_000);
            simulation.pauseProcess("decider", LOST_AT + 200, LOST_AT + 5_000);
            simulation.run(MINUTE);
            assertThat(simulation.count(RegionDown.class)).isZero();
        }
    }

    @Test
    void doesNotBelieveAnObserverThatIsCutOffFromEverything() {
        var simulation = new DetectionSimulation(1, THREE);
        simulation.cut("witness", "east", LOST_AT, FOR_EVER);
        simulation.cut("witness", "west", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.said()).isEmpty();
    }

    @Test
    void onlySuspectsWhenObserversDisagreeForEver() {
        var simulation = new DetectionSimulation(2, THREE);
        simulation.cut("witness", "east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionSuspected.class)).isOne();
        assertThat(simulation.said()).hasSize(1);
    }

    @Test
    void asksAPersonWhenTheRegionIsCutOffAndAliveInside() {
        var simulation = new DetectionSimulation(3, THREE);
        simulation.cut("witness", "east", LOST_AT, FOR_EVER);
        simulation.cut("west", "east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isZero();
        assertThat(simulation.said()).last().isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(
                        asked.reason())
                .contains("inside"));
    }

    @Test
    void neverDecidesWithTwoVantagePointsAndSaysWhy() {
        var simulation = new DetectionSimulation(4, "east", "west");
        simulation.kill("east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isZero();
        assertThat(simulation.count(FailoverDecisionNeeded.class)).isOne();
        assertThat(simulation.said()).last().isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(
                        asked.reason())
                .contains("only 2 vantage points"));
    }

    @Test
    void neverDecidesWithTwoRegionsAndNoWitnessHoweverManyLookAndSaysWhy() {
        var simulation = new DetectionSimulation(9, "east", "west", "west#2");
        simulation.kill("east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isZero();
        assertThat(simulation.said()).last().isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(
                        asked.reason())
                .contains("without a witness in a third one"));
    }

    @Test
    void countsTheSilentObserverInTheQuorumAndNotAsAVote() {
        var simulation = new DetectionSimulation(5, THREE);
        simulation.kill("east", LOST_AT, FOR_EVER);
        simulation.pauseProcess("witness", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isZero();
        assertThat(simulation.count(FailoverDecisionNeeded.class)).isOne();
    }

    @Test
    void announcesOneLossHoweverOftenTheDeciderRestarts() {
        var simulation = new DetectionSimulation(6, THREE);
        simulation.kill("east", LOST_AT, FOR_EVER);
        for (long at = LOST_AT; at < LOST_AT + 30_000; at += 3_700) {
            simulation.restartDeciderAt(at);
        }
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isOne();
        assertThat(simulation.count(RegionSuspected.class)).isLessThanOrEqualTo(1);
        assertThat(simulation.published()).isGreaterThan(simulation.said().size());
    }

    @Test
    void staysWithOneRecoveryWhileARegionFlaps() {
        var simulation = new DetectionSimulation(7, THREE);
        simulation.kill("east", LOST_AT, LOST_AT + 5_000);
        for (long at = LOST_AT + 6_500; at < LOST_AT + 20_000; at += 2_900) {
            simulation.kill("east", at, at + 1_400);
        }
        simulation.run(MINUTE);

        assertThat(simulation.count(RegionDown.class)).isOne();
        assertThat(simulation.count(RegionRecovered.class)).isOne();
    }

    @Test
    void comparesNoClocksOfDifferentMachines() {
        var simulation = new DetectionSimulation(8, THREE);
        simulation.setClockAhead("west", Duration.ofSeconds(10));
        simulation.setClockAhead("witness", Duration.ofSeconds(-10));
        simulation.kill("east", LOST_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(downAfter(simulation))
                .isLessThanOrEqualTo(BOUNDS.downAtMostWhenKilled().plus(JITTER));
        assertThat(simulation.said()).last().isInstanceOfSatisfying(RegionDown.class, down -> assertThat(down.since())
                .isBetween("2026-11-22T10:00:19Z", "2026-11-22T10:00:20.100Z"));
    }

    @Test
    void computesItsBoundsFromItsParameters() {
        assertThat(BOUNDS.downAtMostWhenKilled()).isEqualTo(Duration.ofMillis(1_250));
        assertThat(BOUNDS.downAtMostWhenFrozen()).isEqualTo(Duration.ofMillis(1_850));
        assertThat(BOUNDS.survivesPausesUpTo()).isEqualTo(Duration.ofMillis(1_600));
    }

    @Test
    void boundsTheDetectionOfGray() {
        assertThat(BOUNDS.degradedAtMost()).isEqualTo(Duration.ofMillis(5_500));
        assertThat(BOUNDS.survivesWriteStallsUpTo()).isEqualTo(Duration.ofSeconds(2));
    }

    private static Duration downAfter(DetectionSimulation simulation) {
        return simulation.when(RegionDown.class).orElseThrow().minusMillis(LOST_AT);
    }
}
