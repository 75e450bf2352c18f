package dev.aeneas.cli.demo;

import dev.aeneas.cli.stack.Memory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The most memory that all processes of the demonstration held at once, looked at every second.
 *
 * <p>Sums resident sizes, so pages that processes share (jars, class archives) count once for each.
 */
final class MemoryWatch implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memory");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong peakBytes = new AtomicLong();

    MemoryWatch(Supplier<List<Long>> pids) {
        clock.scheduleWithFixedDelay(() -> look(pids.get()), 0, 1, TimeUnit.SECONDS);
    }

    long peakBytes() {
        return peakBytes.get();
    }

    private void look(List<Long> pids) {
        long sum = pids.stream()
                .mapToLong(pid -> Memory.residentBytes(pid).orElse(0))
                .sum();
        peakBytes.accumulateAndGet(sum, Math::max);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
