package dev.aeneas.scaling.forecast;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.StepTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTimesTest {
    private static final long GIB = 1L << 30;

    private final StepTimes assumed = new StepTimes(Map.of(
            StepKind.JOIN,
            new TimeLine(6, 45),
            StepKind.PREPARE,
            new TimeLine(7, 1),
            StepKind.VERIFY,
            new TimeLine(1, 0)));

    private static ScaleCompleted run(
            DatacenterName datacenter, String runId, StepKind kind, long amount, double seconds) {
        var took = Duration.ofMillis(Math.round(seconds * 1000));
        return new ScaleCompleted(
                ORDERS,
                datacenter,
                runId,
                6,
                SMALL,
                List.of("west_1"),
                Instant.EPOCH,
                took,
                null,
                null,
                List.of(new StepTime("2-step", kind.name(), amount, null, took)),
                null);
    }

    private double seconds(Experience experience, StepKind kind, long amount) {
        return assumed.learning(experience, WEST).of(kind, amount).toMillis() / 1e3;
    }

    @Test
    void assumesWhatIsConfiguredWhileNothingWasMeasured() {
        assertThat(seconds(Experience.NONE, StepKind.JOIN, 2 * GIB)).isEqualTo(96);
        assertThat(seconds(Experience.NONE, StepKind.PREPARE, 3)).isEqualTo(10);
    }

    @Test
    void believesOneRunMoreThanWhatWasAssumed() {
        var once = Experience.NONE.with(run(WEST, "a", StepKind.JOIN, GIB, 20));

        assertThat(seconds(once, StepKind.JOIN, GIB)).isBetween(16.0, 25.0);
    }

    /** A machine whose joins take 4 s and 30 s for each GiB, seen at two sizes, is forecast at five others. */
    @ParameterizedTest
    @CsvSource({"0, 4", "0.25, 11.5", "0.5, 19", "2, 64", "8, 244"})
    void forecastsOtherSizesFromTwoThatWereMeasured(double gibibytes, double expected) {
        var experience = Experience.NONE
                .with(run(WEST, "a", StepKind.JOIN, GIB / 10, 7))
                .with(run(WEST, "b", StepKind.JOIN, GIB, 34));

        assertThat(seconds(experience, StepKind.JOIN, (long) (gibibytes * GIB)))
                .isBetween(expected * 0.75, expected * 1.25);
    }

    @Test
    void followsAMachineThatBecameFaster() {
        var experience = Experience.NONE;
        for (int i = 0; i < 4; i++) {
            experience = experience.with(run(WEST, "slow-" + i, StepKind.PREPARE, 3, 40));
        }
        for (int i = 0; i < 4; i++) {
            experience = experience.with(run(WEST, "fast-" + i, StepKind.PREPARE, 3, 10));
        }

        assertThat(seconds(experience, StepKind.PREPARE, 3)).isBetween(9.0, 14.0);
    }

    @Test
    void followsAMachineThatBecameSlowerAsSoon() {
        var experience = Experience.NONE;
        for (int i = 0; i < 4; i++) {
            experience = experience.with(run(WEST, "fast-" + i, StepKind.PREPARE, 3, 10));
        }
        for (int i = 0; i < 3; i++) {
            experience = experience.with(run(WEST, "slow-" + i, StepKind.PREPARE, 3, 40));
        }

        assertThat(seconds(experience, StepKind.PREPARE, 3)).isBetween(32.0, 42.0);
    }

    @Test
    void learnsFromAnotherDatacenterOnlyWhileItsOwnTaughtNothing() {
        var elsewhere = Experience.NONE.with(run(EAST, "a", StepKind.PREPARE, 3, 60));
        assertThat(seconds(elsewhere, StepKind.PREPARE, 3)).isGreaterThan(40);

        var here = elsewhere.with(run(WEST, "b", StepKind.PREPARE, 3, 9));
        assertThat(seconds(here, StepKind.PREPARE, 3)).isLessThan(12);
    }

    @Test
    void remembersABoundedNumberOfRunsAndTheNewest() {
        var experience = Experience.NONE;
        for (int i = 0; i < 50; i++) {
            experience = experience.with(run(WEST, "run-" + i, StepKind.JOIN, GIB, i));
        }

        assertThat(experience.samples()).hasSize(8);
        assertThat(experience.samples().get(7).runId()).isEqualTo("run-49");
    }

    @Test
    void neverForecastsLessThanNothing() {
        var odd = Experience.NONE
                .with(run(WEST, "a", StepKind.JOIN, GIB, 60))
                .with(run(WEST, "b", StepKind.JOIN, 8 * GIB, 20));

        assertThat(seconds(odd, StepKind.JOIN, 100 * GIB)).isPositive();
        assertThat(seconds(odd, StepKind.JOIN, 0)).isPositive();
    }

    @Test
    void learnsNothingFromAKindThatOnlyANewerVersionKnows() {
        var run = run(WEST, "a", StepKind.JOIN, GIB, 20);
        var newer = new ScaleCompleted(
                ORDERS,
                WEST,
                "a",
                6,
                SMALL,
                run.nodes(),
                Instant.EPOCH,
                Duration.ZERO,
                null,
                null,
                List.of(new StepTime("1-x", "TELEPORT", 1, null, Duration.ZERO)),
                null);

        assertThat(Experience.NONE.with(newer).samples()).isEmpty();
    }
}
