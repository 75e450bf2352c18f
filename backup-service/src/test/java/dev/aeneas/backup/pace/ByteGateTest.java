package dev.aeneas.backup.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteGateTest {
    private static final int PIECE = 64 << 10;

    /** Time passes only while somebody waits. */
    private static final class Waiting implements ByteGate.Ticker {
        private long now = Long.MAX_VALUE - 5; // as System.nanoTime may: it overflows

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    }

    private final Waiting time = new Waiting();
    private final ByteGate gate = new ByteGate(time, 1 << 20);

    private double seconds(int pieces) throws InterruptedException {
        long began = time.nanos();
        for (int i = 0; i < pieces; i++) {
            gate.pass(PIECE);
        }
        return (time.nanos() - began) / 1e9;
    }

    @Test
    void letsThroughWhatItsRateSays() throws InterruptedException {
        assertThat(seconds(160)).isCloseTo(10, within(0.2));
    }

    @Test
    void followsItsRateUpAndDown() throws InterruptedException {
        gate.rate(10 << 20);
        assertThat(seconds(160)).isCloseTo(1, within(0.1));
        gate.rate(1 << 19);
        assertThat(seconds(16)).isCloseTo(2, within(0.2));
    }

    @Test
    void savesNothingWhileNobodyAsks() throws InterruptedException {
        time.sleep(TimeUnit.MINUTES.toNanos(1));
        assertThat(seconds(16)).isCloseTo(1, within(0.2));
    }

    @Test
    void cutsIntoPiecesThatKeepItSmooth() {
        assertThat(gate.piece(1 << 20)).isEqualTo((1 << 20) / 20);
        assertThat(gate.piece(100)).isEqualTo(100);
        gate.rate(1 << 10);
        assertThat(gate.piece(1 << 20)).isEqualTo(8 << 10);
    }
}
