package dev.aeneas.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.restore.LearntRates.Measured;
import dev.aeneas.backup.restore.RestorePolicy.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LearntRatesTest {
    private static final Instant AT = Instant.parse("2027-01-01T02:00:00Z");
    private static final Rates SET = new Rates(50_000_000, 100_000_000, 50_000_000, Duration.ofSeconds(5));
    private static final long GIBIBYTE = 1L << 30;

    private static Measured measured(long bytes, int seconds, int hour) {
        return new Measured(bytes, Duration.ofSeconds(seconds), AT.plus(Duration.ofHours(hour)));
    }

    private static long seconds(Rates rates, long bytes) {
        return Forecast.afterStage(bytes, rates).toSeconds() + bytes / rates.stageBytes();
    }

    @Test
    void areAsTheyAreSetUntilSomethingWasMeasured() {
        assertThat(LearntRates.of(SET, List.of())).isEqualTo(SET);
    }

    @Test
    void foretellWhatARestoreOfThatSizeTook() {
        var learnt = LearntRates.of(SET, List.of(measured(GIBIBYTE, 100, 1), measured(1_000, 12, 2)));
        assertThat(learnt.fixed()).isEqualTo(Duration.ofSeconds(12));
        assertThat(seconds(learnt, GIBIBYTE)).isCloseTo(100, Percentage.withPercentage(3));
        assertThat(seconds(learnt, 10 * GIBIBYTE)).isCloseTo(892, Percentage.withPercentage(3));
    }

    @Test
    void learnNothingAboutBytesFromASmallRestore() {
        var learnt = LearntRates.of(SET, List.of(measured(1_000, 12, 1)));
        assertThat(learnt.stageBytes()).isEqualTo(SET.stageBytes());
    }

    @Test
    void areNotSpoiltByOneThatWaitedAndForgetOldOnes() {
        var measured = new ArrayList<Measured>();
        for (int hour = 0; hour < 10; hour++) {
            measured.add(measured(GIBIBYTE, 1_000, hour));
        }
        for (int hour = 10; hour < 19; hour++) {
            measured.add(measured(GIBIBYTE, 100, hour));
        }
        measured.add(measured(GIBIBYTE, 9_000, 19));
        assertThat(seconds(LearntRates.of(SET, measured), GIBIBYTE)).isCloseTo(100, Percentage.withPercentage(3));
    }
}
