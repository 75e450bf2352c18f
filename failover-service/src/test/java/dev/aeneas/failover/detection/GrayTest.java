package dev.aeneas.failover.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FailoverEvent.RegionRecovered;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A region that answers and serves no writes. */
class GrayTest {
    private static final String[] THREE = {"east", "west", "witness"};
    private static final long GRAY_AT = 20_000;
    private static final long FOR_EVER = Long.MAX_VALUE / 2_000_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void isSaidOnceWithTheDatacentersAndTheReason() {
        var simulation = new DetectionSimulation(1, THREE);
        simulation.failWrites("east", GRAY_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.said()).singleElement().isInstanceOfSatisfying(RegionDegraded.class, gray -> {
            assertThat(gray.region()).isEqualTo("east");
            assertThat(gray.datacenters()).hasToString("[east]");
            assertThat(gray.reason()).contains("LOCAL_QUORUM").contains("no answer in time");
            assertThat(gray.since()).isBetween("2026-11-22T10:00:18Z", "2026-11-22T10:00:21Z");
        });
    }

    @Test
    void passesWhenWritesGoWellAgainForAWhile() {
        var simulation = new DetectionSimulation(2, THREE);
        simulation.failWrites("east", GRAY_AT, GRAY_AT + 10_000);
        simulation.run(MINUTE);

        assertThat(simulation.said()).hasExactlyElementsOfTypes(RegionDegraded.class, RegionRecovered.class);
        assertThat(simulation.when(RegionRecovered.class).orElseThrow())
                .isGreaterThan(Duration.ofMillis(GRAY_AT + 10_000).plusSeconds(3));
    }

    @Test
    void becomesALossWhenItNoLongerAnswers() {
        var simulation = new DetectionSimulation(3, THREE);
        simulation.failWrites("east", GRAY_AT, FOR_EVER);
        simulation.kill("east", GRAY_AT + 15_000, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.said())
                .hasExactlyElementsOfTypes(RegionDegraded.class, RegionSuspected.class, RegionDown.class);
    }

    @Test
    void isNotBelievedOfAnObserverWhoseWritesFailEverywhere() {
        var simulation = new DetectionSimulation(4, THREE);
        simulation.failWrites("east", GRAY_AT, FOR_EVER);
        simulation.failWrites("west", GRAY_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.said()).isEmpty();
    }

    @Test
    void isNotSaidByObserversThatThemselvesComeLate() {
        for (long seed = 1; seed <= 20; seed++) {
            var simulation = new DetectionSimulation(seed, THREE);
            for (var observer : THREE) {
                simulation.starve(observer, GRAY_AT, FOR_EVER, 1_900);
            }
            simulation.run(Duration.ofMinutes(10));
            assertThat(simulation.count(RegionDegraded.class))
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    @Test
    void needsThreeVantagePoints() {
        var simulation = new DetectionSimulation(5, "west", "witness");
        simulation.failWrites("east", GRAY_AT, FOR_EVER);
        simulation.run(MINUTE);

        assertThat(simulation.said()).isEmpty();
    }
}
