package dev.aeneas.failover.detection;

import java.time.Instant;
import java.time.InstantSource;

/** Never jumps: as right as the machine's clock was at the start, and as even as its oscillator since. */
public final class SteadyClock implements InstantSource {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
