package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestorePolicy.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What restores and drills took teaches what the next one will take.
 *
 * <p>Small ones teach what every restore takes, large ones what a byte takes beyond that; medians, so that one that waited for
 * somebody else does not spoil it. What nothing was learnt of stays as it is set.
 */
public final class LearntRates {
    /** Older ones ran on other machines, or with other data. */
    private static final int NEWEST = 10;

    /** Below it, bytes do not matter beside everything else. */
    private static final long SMALL_BYTES = 64L << 20;

    private LearntRates() {}

    /**
     * A restore that ended well.
     *
     * @param bytes of the node that had most to fetch
     */
    public record Measured(long bytes, Duration took, Instant endedAt) {}

    public static Rates of(Rates set, List<Measured> measured) {
        var newest = measured.stream()
                .sorted(Comparator.comparing(Measured::endedAt).reversed())
                .limit(NEWEST)
                .toList();
        var small = newest.stream().filter(m -> m.bytes() < SMALL_BYTES).mapToLong(LearntRates::millis);
        var fixed = median(small, set.fixed().toMillis());
        var large = newest.stream()
                .filter(m -> m.bytes() >= SMALL_BYTES)
                .mapToLong(m -> Math.max(1, millis(m) - fixed) * 1_000_000 / (m.bytes() >> 10));
        var asSet = nanosPerKibibyte(set);
        return scaled(set, Duration.ofMillis(fixed), (double) median(large, asSet) / asSet);
    }

    private static long millis(Measured measured) {
        return measured.took().toMillis();
    }

    private static long nanosPerKibibyte(Rates rates) {
        return Math.max(1, nanos(rates.stageBytes()) + nanos(rates.importBytes()) + nanos(rates.verifyBytes()));
    }

    private static long nanos(long bytesPerSecond) {
        return 1024L * 1_000_000_000 / Math.max(1, bytesPerSecond);
    }

    private static long median(LongStream values, long orElse) {
        var sorted = values.sorted().toArray();
        return sorted.length == 0 ? orElse : sorted[sorted.length / 2];
    }

    private static Rates scaled(Rates set, Duration fixed, double slower) {
        return new Rates(
                (long) (set.stageBytes() / slower),
                (long) (set.importBytes() / slower),
                (long) (set.verifyBytes() / slower),
                fixed);
    }
}
