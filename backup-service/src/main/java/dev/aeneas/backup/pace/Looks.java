package dev.aeneas.backup.pace;

import dev.aeneas.cassandra.node.RequestTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What clients waited between the last few looks.
 *
 * @param last all requests at the last look; null: there was none
 */
record Looks(RequestTimes last, Instant at, List<Slice> slices) {
    static final Looks NONE = new Looks(null, null, List.of());

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

    RequestTimes requests() {
        return slices.stream().map(Slice::requests).reduce(RequestTimes.NONE, RequestTimes::plus);
    }

    Duration time() {
        return slices.stream().map(Slice::time).reduce(Duration.ZERO, Duration::plus);
    }

    double requestsPerSecond() {
        return time().isZero() ? 0 : requests().total() * 1e9 / time().toNanos();
    }
}
