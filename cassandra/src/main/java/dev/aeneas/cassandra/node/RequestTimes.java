package dev.aeneas.cassandra.node;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Requests counted by how long they took, in Cassandra's buckets: each ends a fifth later than the one before it.
 *
 * @param counts the last one holds what took longer than all buckets
 */
public record RequestTimes(List<Long> counts) {
    public static final RequestTimes NONE = new RequestTimes(List.of());

    private static final double GROWTH = 1.2;

    public RequestTimes {
        counts = List.copyOf(counts);
    }

    public static RequestTimes of(long[] counts) {
        return new RequestTimes(LongStream.of(counts).boxed().toList());
    }

    /** Both together. */
    public RequestTimes plus(RequestTimes other) {
        int buckets = Math.max(counts.size(), other.counts.size());
        return new RequestTimes(IntStream.range(0, buckets)
                .mapToObj(i -> count(i) + other.count(i))
                .toList());
    }

    /** What came after an earlier look; everything when the node has started anew since. */
    public RequestTimes since(RequestTimes earlier) {
        var difference = IntStream.range(0, counts.size())
                .mapToObj(i -> count(i) - earlier.count(i))
                .toList();
        return difference.stream().anyMatch(count -> count < 0) ? this : new RequestTimes(difference);
    }

    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What that part of the requests did not exceed, evenly spread within its bucket; empty without requests.
     *
     * @param part from 0 to 1, 0.99 for the 99th percentile
     */
    public Optional<Duration> percentile(double part) {
        double rank = part * total();
        double seen = 0;
        double from = 0;
        double to = 1;
        for (long count : counts) {
            if (count > 0 && seen + count >= rank) {
                double micros = from + (to - from) * Math.max(0, rank - seen) / count;
                return Optional.of(Duration.of(Math.round(micros), ChronoUnit.MICROS));
            }
            seen += count;
            from = to;
            to = Math.max(to + 1, Math.rint(to * GROWTH));
        }
        return Optional.empty();
    }

    private long count(int bucket) {
        return bucket < counts.size() ? counts.get(bucket) : 0;
    }
}
