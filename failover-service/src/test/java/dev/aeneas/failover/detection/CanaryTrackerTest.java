package dev.aeneas.failover.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.failover.detection.CanaryTracker.Tried;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One second for an answer, and one from a try to the next. */
class CanaryTrackerTest {
    private static final Instant T0 = Instant.parse("2026-11-29T12:00:00Z");

    private final CanaryTracker tracker = new CanaryTracker(DetectionParameters.DEFAULT.canaries());

    private Canary good(long round, long tookMillis, long latencyMillis) {
        tracker.ended(new Tried(round, T0, T0.plusMillis(tookMillis), Duration.ofMillis(latencyMillis), null));
        return tracker.current().orElseThrow();
    }

    private Canary failed(long round, long tookMillis) {
        tracker.ended(new Tried(round, T0, T0.plusMillis(tookMillis), null, "no answer"));
        return tracker.current().orElseThrow();
    }

    @Test
    void countsFailuresInARowAndForgetsThemWhenItGoesWell() {
        assertThat(failed(1, 1_000).failedRounds()).isEqualTo(1);
        assertThat(failed(2, 1_000).failedRounds()).isEqualTo(2);
        assertThat(good(3, 20, 20).failedRounds()).isZero();
    }

    @Test
    void whatTheObserverItselfCameLateByIsNoFailureAndNoLatency() {
        var canary = good(1, 1_700, 20);

        assertThat(canary.failedRounds()).isZero();
        assertThat(canary.latency()).isEqualTo(Duration.ofMillis(20));
        assertThat(canary.lastGoodAt()).isEqualTo(T0.plusMillis(1_700));
    }

    @Test
    void anAnswerThatIsFoundAfterAPauseSaysNothing() {
        var before = failed(1, 1_000);

        assertThat(good(2, 1_700, 1_700)).isEqualTo(before);
    }

    @Test
    void silenceThroughAPauseSaysNothing() {
        var before = good(1, 20, 20);

        assertThat(failed(2, 2_100)).isEqualTo(before);
    }

    @Test
    void theLastWordCountsWhenTriesEndOutOfOrder() {
        var last = good(2, 20, 20);

        assertThat(failed(1, 1_000)).isEqualTo(last);
    }
}
