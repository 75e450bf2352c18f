package dev.aeneas.backup.pace;

import dev.aeneas.cassandra.node.RequestTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What clients waited between the last few looks.
 *
 * @param last all requests at the last look; null: there was none
 */
record Looks(RequestTimes last, Instant at, List<Slice> slices) {
    static final Looks NONE = new Looks(null, null, List.of());

    private static final double PART = 0.95;
    private static final int ENOUGH_REQUESTS = 20;
    private static final int ENOUGH_SLICES = 3;

    /** Between two looks. */
    record Slice(RequestTimes requests, Duration time) {}

    /** With one more, and without those that began longer ago than that. */
    Looks with(RequestTimes all, Instant now, Duration atMost) {
        if (last == null) {
            return new Looks(all, now, List.of());
        }
        var slice = new Slice(all.since(last), Duration.between(at, now));
        return new Looks(
                all,
                now,
                newest(Stream.concat(slices.stream(), Stream.of(slice)).toList(), atMost));
    }

    private static List<Slice> newest(List<Slice> slices, Duration atMost) {
        int first = slices.size() - 1;
        var age = slices.get(first).time();
        while (first > 0 && age.plus(slices.get(first - 1).time()).compareTo(atMost) <= 0) {
            first--;
            age = age.plus(slices.get(first).time());
        }
        return List.copyOf(slices.subList(first, slices.size()));
    }

    /** From here on. */
    Looks anew() {
        return new Looks(last, at, List.of());
    }

    Duration time() {
        return slices.stream().map(Slice::time).reduce(Duration.ZERO, Duration::plus);
    }

    double requestsPerSecond() {
        long requests =
                slices.stream().mapToLong(slice -> slice.requests().total()).sum();
        return time().isZero() ? 0 : requests * 1e9 / time().toNanos();
    }

    /**
     * What clients wait: the median of the slices' 95th percentiles; empty when too few have asked to tell.
     *
     * <p>The 99th of a few seconds is mostly the node's own pauses, which come whether or not a copy is under way; a median leaves
     * out the second that one of them fell into.
     */
    Optional<Duration> latency() {
        var waited = slices.stream()
                .map(Slice::requests)
                .filter(requests -> requests.total() >= ENOUGH_REQUESTS)
                .flatMap(requests -> requests.percentile(PART).stream())
                .sorted()
                .toList();
        int half = waited.size() / 2;
        if (waited.size() < ENOUGH_SLICES) {
            return Optional.empty();
        }
        return Optional.of(
                waited.size() % 2 == 1
                        ? waited.get(half)
                        : waited.get(half - 1).plus(waited.get(half)).dividedBy(2));
    }
}
