package dev.aeneas.failover.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a drill's own application says in the end. */
class WriteLogTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    private final WriteLog log = new WriteLog("drill-1");

    @Test
    void countsWhatIsMissingAndHowFarBackItGoes() {
        for (int id = 0; id < 250; id++) {
            log.acknowledged(id, BEGIN.plusMillis(50L * id));
        }
        assertThat(log.buckets()).containsExactly(0, 1, 2);
        for (int id = 0; id < 248; id++) {
            log.found(id);
        }
        var observed = log.observation(Optional.of(BEGIN.plusMillis(12_500)));

        assertThat(observed.acknowledged()).isEqualTo(250);
        assertThat(observed.lost()).isEqualTo(2);
        assertThat(observed.oldestLost()).isEqualTo(Duration.ofMillis(100));
        assertThat(observed.outage()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void tellsTheLongestTimeBetweenTwoAcknowledgements() {
        log.acknowledged(0, BEGIN);
        log.acknowledged(9, BEGIN.plusSeconds(4));
        log.acknowledged(10, BEGIN.plusSeconds(5));
        log.found(0);
        log.found(9);
        log.found(10);
        var observed = log.observation(Optional.of(BEGIN));

        assertThat(observed.outage()).isEqualTo(Duration.ofSeconds(4));
        assertThat(observed.lost()).isZero();
        assertThat(observed.oldestLost()).isNull();
    }

    @Test
    void whatWasLostAfterTheLossIsNotOlderThanIt() {
        log.acknowledged(0, BEGIN.plusSeconds(1));
        assertThat(log.observation(Optional.of(BEGIN)).oldestLost()).isZero();
        assertThat(log.observation(Optional.empty()).oldestLost()).isNull();
    }
}
