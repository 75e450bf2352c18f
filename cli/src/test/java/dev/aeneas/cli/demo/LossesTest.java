package dev.aeneas.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final Instant LOST_AT = Instant.parse("2026-11-22T17:00:00Z");

    private final Losses losses = new Losses(List.of(
            acknowledged(0, -5000, "east"),
            acknowledged(1, -900, "east"),
            acknowledged(2, -100, "east"),
            acknowledged(4, 2400, "west")));

    @Test
    void losesWhatWasAcknowledgedAndCannotBeRead() {
        assertThat(losses.lost(rows(0, 1, 4))).isEqualTo(1);
        assertThat(losses.readable(rows(0, 1, 4))).isEqualTo(3);
    }

    @Test
    void doesNotCountARowThatNobodyAcknowledged() {
        assertThat(losses.readable(rows(0, 3))).isEqualTo(1);
    }

    @Test
    void goesBackToTheOldestLostRow() {
        assertThat(losses.rpoMs(rows(0, 4), LOST_AT)).isEqualTo(900);
    }

    @Test
    void hasARecoveryPointOfZeroWhenNothingIsLost() {
        assertThat(losses.rpoMs(rows(0, 1, 2, 4), LOST_AT)).isZero();
    }

    @Test
    void measuresTheOutageFromTheLastAcknowledgementToTheFirstElsewhere() {
        assertThat(losses.outage("east", "west")).hasValue(Duration.ofMillis(2500));
    }

    @Test
    void knowsNoOutageThatHasNotEnded() {
        assertThat(losses.outage("east", "north")).isEmpty();
    }

    private static Acknowledgement acknowledged(long row, long millisAfterLoss, String datacenter) {
        return new Acknowledgement(row, LOST_AT.plusMillis(millisAfterLoss), datacenter);
    }

    private static BitSet rows(int... present) {
        var rows = new BitSet();
        for (int row : present) {
            rows.set(row);
        }
        return rows;
    }
}
