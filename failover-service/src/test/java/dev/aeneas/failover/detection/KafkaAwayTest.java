package dev.aeneas.failover.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** No observer is heard for a while, as when Kafka is away: nothing is decided of silence alone, and a loss as soon as it is back. */
class KafkaAwayTest {
    private static final String[] THREE = {"east", "west", "witness"};
    private static final long AWAY_AT = 29_000;
    private static final long LOST_AT = 30_000;
    private static final long BACK_AT = 60_000;
    private static final long FOR_EVER = Long.MAX_VALUE / 2_000_000;

    /** Delivery, the tick and rounds that start late, after the first heartbeats. */
    private static final Duration FIRST_WORD = Duration.ofMillis(100 + 60 + 60).plusSeconds(1);

    @Test
    void aLossMeanwhileIsDecidedOnceAndAsSoonAsItIsBack() {
        LongStream.range(0, 10).forEach(seed -> {
            var simulation = away(seed);
            simulation.kill("east", LOST_AT, FOR_EVER);
            simulation.run(Duration.ofSeconds(90));

            assertThat(simulation.count(RegionDown.class)).as("seed %d", seed).isOne();
            assertThat(simulation.when(RegionDown.class).orElseThrow())
                    .as("seed %d", seed)
                    .isBetween(
                            Duration.ofMillis(BACK_AT),
                            Duration.ofMillis(BACK_AT)
                                    .plus(DetectionParameters.DEFAULT.bounds().downAtMostWhenKilled())
                                    .plus(FIRST_WORD));
        });
    }

    @Test
    void withoutALossNothingIsSaid() {
        LongStream.range(0, 10).forEach(seed -> {
            var simulation = away(seed);
            simulation.run(Duration.ofSeconds(90));
            assertThat(simulation.said())
                    .as("seed %d", seed)
                    .noneMatch(said -> said instanceof RegionDown || said instanceof FailoverDecisionNeeded);
        });
    }

    private static DetectionSimulation away(long seed) {
        var simulation = new DetectionSimulation(seed, THREE);
        for (var observer : THREE) {
            simulation.mute(observer, AWAY_AT, BACK_AT);
        }
        return simulation;
    }
}
