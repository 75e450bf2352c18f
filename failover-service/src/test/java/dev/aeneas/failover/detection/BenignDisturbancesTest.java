package dev.aeneas.failover.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A part of ten thousand disturbances that are no loss (all of them: {@code bench/run detection-simulation}), and losses
 * amid small ones, in virtual time.
 *
 * <p>A failing seed is named; {@code -DargLine=-Ddetection.seed=N} replays it alone, {@code -Ddetection.seeds=N} tries more.
 */
class BenignDisturbancesTest {
    private static final String[] THREE = {"east", "west", "witness"};
    private static final int PROMISED = 10_000;
    private static final int SEEDS_PROMISED = 165;
    private static final long LOST_AT = 30_000;
    private static final long FOR_EVER = Long.MAX_VALUE / 2_000_000;
    private static final DetectionParameters.Bounds BOUNDS = DetectionParameters.DEFAULT.bounds();

    private static final int LAG = 200;

    /** Delivery, the tick, rounds that start late or go out late, and two messages lost in a row. */
    private static final Duration NOISE = Duration.ofMillis(100 + 60 + 60 + LAG + 2 * 260);

    /** Here what is lost costs a heartbeat. */
    private static final Duration NOISE_OF_GRAY = Duration.ofMillis(100 + 60 + 60 + 2 * 510);

    private static LongStream seeds(int count) {
        var one = Long.getLong("detection.seed");
        return one == null ? LongStream.range(0, Integer.getInteger("detection.seeds", count)) : LongStream.of(one);
    }

    @Test
    void noneIsTakenForALossOrForGray() {
        var disturbances = seeds(45).parallel().mapToInt(this::undisturbed).sum();

        if (Integer.getInteger("detection.seeds", 0) >= SEEDS_PROMISED) {
            assertThat(disturbances).isGreaterThanOrEqualTo(PROMISED);
        }
    }

    private int undisturbed(long seed) {
        var simulation = new DetectionSimulation(seed, THREE);
        int count = new Disturbances(simulation, seed).disturb();
        simulation.run(Disturbances.RUN);

        assertThat(simulation.said())
                .as("seed %d", seed)
                .noneMatch(said -> said instanceof RegionDown
                        || said instanceof RegionDegraded
                        || said instanceof FailoverDecisionNeeded);
        return count;
    }

    /** Minutes of it: answers that take longer than the bound of a round are answers. */
    @Test
    void anOverloadedRegionIsNotLost() {
        seeds(10).forEach(seed -> {
            var simulation = new DetectionSimulation(seed, THREE);
            simulation.slowDown("east", 10_000, FOR_EVER, 1_300);
            simulation.starve("witness", 10_000, FOR_EVER, 400);
            simulation.run(Duration.ofMinutes(2));
            assertThat(simulation.count(RegionDown.class)).as("seed %d", seed).isZero();
        });
    }

    @Test
    void lossesAreFoundWithinTheBoundAmidSmallDisturbances() {
        seeds(30).forEach(seed -> {
            var simulation = amidSmallDisturbances(seed);
            boolean killed = seed % 2 == 0;
            if (killed) {
                simulation.kill("east", LOST_AT, FOR_EVER);
            } else {
                simulation.freeze("east", LOST_AT, FOR_EVER);
            }
            simulation.run(Duration.ofSeconds(45));

            var bound = killed ? BOUNDS.downAtMostWhenKilled() : BOUNDS.downAtMostWhenFrozen();
            assertThat(simulation.count(RegionDown.class)).as("seed %d", seed).isOne();
            assertThat(simulation.when(RegionDown.class).orElseThrow().minusMillis(LOST_AT))
                    .as("seed %d", seed)
                    .isBetween(Duration.ZERO, bound.plus(NOISE));
        });
    }

    @Test
    void grayIsFoundWithinTheBoundAmidSmallDisturbances() {
        seeds(30).forEach(seed -> {
            var simulation = amidSmallDisturbances(seed);
            simulation.failWrites("east", LOST_AT, FOR_EVER);
            simulation.run(Duration.ofSeconds(45));

            assertThat(simulation.count(RegionDegraded.class))
                    .as("seed %d", seed)
                    .isOne();
            assertThat(simulation.count(RegionDown.class)).as("seed %d", seed).isZero();
            assertThat(simulation.when(RegionDegraded.class).orElseThrow().minusMillis(LOST_AT))
                    .as("seed %d", seed)
                    .isBetween(Duration.ZERO, BOUNDS.degradedAtMost().plus(NOISE_OF_GRAY))
                    .isLessThan(Duration.ofSeconds(7));
        });
    }

    /** A node dead, clocks apart, the decider changed a while ago, messages late and some lost, an observer short of the processor. */
    private static DetectionSimulation amidSmallDisturbances(long seed) {
        var random = new Random(seed);
        var simulation = new DetectionSimulation(seed, THREE);
        simulation.setWire(random.nextDouble() * 0.02, 100);
        simulation.setClockAhead("witness", Duration.ofSeconds(random.nextInt(20) - 10));
        simulation.killNode("east", random.nextInt(6), 5_000, FOR_EVER);
        simulation.starve("witness", 5_000, FOR_EVER, LAG);
        simulation.handOverAt(10_000 + random.nextInt(15_000));
        simulation.jumpDecidersClock(Duration.ofSeconds(random.nextInt(20) - 10), LOST_AT + random.nextInt(3_000));
        return simulation;
    }
}
