package dev.aeneas.backup.adapter.sidecar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Fails a reader who has waited too long for the next bytes: the JDK's client waits for a body without a bound. */
final class ImpatientInput extends FilterInputStream {
    private static final long NOBODY_WAITS = Long.MAX_VALUE;

    private final long boundNanos;
    private final Future<?> looks;
    private volatile long deadline = NOBODY_WAITS;

    ImpatientInput(InputStream body, Duration bound, ScheduledExecutorService timer) {
        super(body);
        this.boundNanos = bound.toNanos();
        looks = timer.scheduleWithFixedDelay(this::look, boundNanos, boundNanos / 4 + 1, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long until = deadline;
        if (until != NOBODY_WAITS && System.nanoTime() - until > 0) {
            try {
                super.close(); // its reader gets an IOException
            } catch (IOException e) {
                // it is closed all the same
            }
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        deadline = System.nanoTime() + boundNanos;
        try {
            return super.read(buffer, offset, length);
        } finally {
            deadline = NOBODY_WAITS;
        }
    }

    @Override
    public void close() throws IOException {
        looks.cancel(false);
        super.close();
    }
}
