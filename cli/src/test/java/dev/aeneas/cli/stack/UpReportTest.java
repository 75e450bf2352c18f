package dev.aeneas.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cli.stack.UpReport.Origin;
import dev.aeneas.cli.stack.UpReport.Started;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpReportTest {
    @Test
    void countsTheSlowestServiceFromWhenKafkaAndTheStoreWereThere() {
        var report = new UpReport(
                Duration.ofSeconds(9),
                List.of(started("kafka", 2), started("store", 7), started("backup", 8), started("scaling", 9)));

        assertThat(report.slowestChain()).isEqualTo(Duration.ofSeconds(2 + 7 + 2));
        assertThat(report.ratio()).isEqualTo(9 / 11.0);
    }

    @Test
    void countsNothingForServicesThatWereReadySooner() {
        var report = new UpReport(
                Duration.ofSeconds(7), List.of(started("kafka", 2), started("store", 7), started("backup", 5)));

        assertThat(report.slowestChain()).isEqualTo(Duration.ofSeconds(2 + 7));
    }

    @Test
    void promisesNothingForAStackThatRanInPart() {
        var adopted = new Started("kafka", Origin.ADOPTED, Duration.ZERO);

        assertThat(new UpReport(Duration.ZERO, List.of(adopted)).startedEverything())
                .isFalse();
    }

    private static Started started(String name, int seconds) {
        return new Started(name, Origin.STARTED, Duration.ofSeconds(seconds));
    }
}
