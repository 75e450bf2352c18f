package dev.aeneas.cassandra.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
    /** Buckets end at 1, 2, 3, 4, 5, 6 and 7 µs. */
    private static final RequestTimes TEN = RequestTimes.of(new long[] {0, 4, 0, 5, 0, 0, 1});

    @Test
    void findsAPercentileWithinItsBucket() {
        assertThat(TEN.percentile(0.9)).contains(Duration.of(4, ChronoUnit.MICROS));
        assertThat(TEN.percentile(1)).contains(Duration.of(7, ChronoUnit.MICROS));
        assertThat(TEN.percentile(0.2)).contains(Duration.of(2, ChronoUnit.MICROS)); // 1.5, rounded
        assertThat(RequestTimes.NONE.percentile(0.99)).isEmpty();
    }

    @Test
    void endsItsBucketsWhereCassandraDoes() {
        var counts = new long[128];
        counts[50] = 1;
        assertThat(RequestTimes.of(counts).percentile(1)).contains(Duration.of(20_501, ChronoUnit.MICROS));
    }

    @Test
    void subtractsAnEarlierLookUnlessTheNodeHasStartedAnew() {
        var earlier = RequestTimes.of(new long[] {0, 3, 0, 5});
        assertThat(TEN.since(earlier).total()).isEqualTo(2);
        assertThat(earlier.since(TEN)).isEqualTo(earlier);
        assertThat(TEN.plus(earlier).total()).isEqualTo(18);
    }
}
