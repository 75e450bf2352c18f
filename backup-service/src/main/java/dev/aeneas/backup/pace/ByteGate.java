package dev.aeneas.backup.pace;

import java.util.concurrent.TimeUnit;

/** Lets so many bytes a second through, whoever asks; the rate may change at any moment. */
final class ByteGate {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What was not used longer ago than this is lost: a copy that stood still must not rush afterwards. */
    private static final long SAVED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int PIECE_BYTES_MIN = 8 << 10;

    private final Ticker ticker;
    private double bytesPerSecond;
    private long free;

    /** Time that passes, and waiting for it. */
    interface Ticker {
        Ticker SYSTEM = new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        };

        long nanos();

        void sleep(long nanos) throws InterruptedException;
    }

    ByteGate(Ticker ticker, long bytesPerSecond) {
        this.ticker = ticker;
        this.bytesPerSecond = bytesPerSecond;
        this.free = ticker.nanos();
    }

    synchronized void rate(long nextBytesPerSecond) {
        bytesPerSecond = nextBytesPerSecond;
    }

    /** Pieces that keep the gate smooth: what it lets through in a twentieth of a second. */
    synchronized int piece(int wished) {
        return (int) Math.max(Math.min(wished, PIECE_BYTES_MIN), Math.min(wished, bytesPerSecond / 20));
    }

    /** Returns when these bytes may pass. */
    void pass(long bytes) throws InterruptedException {
        long wait = reserve(bytes);
        if (wait > 0) {
            ticker.sleep(wait);
        }
    }

    private synchronized long reserve(long bytes) {
        long now = ticker.nanos();
        long from = Math.max(free - now, -SAVED_NANOS);
        free = now + from + Math.round(bytes * NANOS / bytesPerSecond);
        return from;
    }
}
