package dev.aeneas.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

    private final Outage outage = new Outage(START, 0);

    @Test
    void isTheLongestTimeBetweenTwoAcknowledgements() {
        acknowledged(1);
        acknowledged(5);
        acknowledged(7);

        assertThat(outage.longest()).isEqualTo(Duration.ofSeconds(4));
        assertThat(outage.longestFrom()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void countsOneThatStillLasts() {
        acknowledged(1);
        outage.ended(Duration.ofSeconds(9).toNanos());

        assertThat(outage.longest()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void isNotMisledByAClockThatJumps() {
        outage.acknowledged(START.plusSeconds(3600), Duration.ofSeconds(1).toNanos());

        assertThat(outage.longest()).isEqualTo(Duration.ofSeconds(1));
    }

    private void acknowledged(int second) {
        outage.acknowledged(
                START.plusSeconds(second), Duration.ofSeconds(second).toNanos());
    }
}
