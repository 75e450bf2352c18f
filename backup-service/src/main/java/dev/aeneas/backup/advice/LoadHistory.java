package dev.aeneas.backup.advice;

import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a cluster served, hour by hour of the week.
 *
 * @param nextAt when to look again; null: somebody looks
 * @param looks begun so far
 * @param last null: nobody has looked yet
 * @param hours 168, from Monday 00:00 UTC
 * @param deleted the cluster is no more
 */
public record LoadHistory(
        ClusterName cluster, Instant nextAt, int looks, Look last, List<HourLoad> hours, boolean deleted) {
    /** What fell into a longer gap cannot be told apart by hours. */
    private static final Duration GAP_MAX = Duration.ofHours(2);

    /** Requests that each node counted since its start. */
    public record Look(Instant at, Map<String, Long> requests) {}

    static LoadHistory of(ClusterName cluster, Instant nextAt) {
        return new LoadHistory(cluster, nextAt, 0, null, Collections.nCopies(HourLoad.HOURS, HourLoad.none()), false);
    }

    LoadHistory look() {
        return new LoadHistory(cluster, null, looks + 1, last, hours, deleted);
    }

    /** Nobody could look. */
    LoadHistory again(Instant at) {
        return new LoadHistory(cluster, at, looks, last, hours, deleted);
    }

    LoadHistory delete() {
        return new LoadHistory(cluster, null, looks, null, hours, true);
    }

    LoadHistory seen(Look now, Instant next) {
        boolean usable = last != null
                && now.at().isAfter(last.at())
                && Duration.between(last.at(), now.at()).compareTo(GAP_MAX) <= 0;
        return new LoadHistory(cluster, next, looks, now, usable ? spread(now) : hours, deleted);
    }

    /** Evenly over the time since the last look. */
    private List<HourLoad> spread(Look now) {
        double requests = now.requests().entrySet().stream()
                .filter(node -> last.requests().containsKey(node.getKey()))
                .mapToLong(node -> served(last.requests().get(node.getKey()), node.getValue()))
                .sum();
        double seconds = Duration.between(last.at(), now.at()).toMillis() / 1e3;
        var spread = new ArrayList<>(hours);
        for (var from = last.at(); from.isBefore(now.at()); ) {
            var until = min(nextHour(from), now.at());
            double part = Duration.between(from, until).toMillis() / 1e3;
            int hour = HourLoad.hourOf(from);
            spread.set(hour, spread.get(hour).plus(requests * part / seconds, part));
            from = until;
        }
        return List.copyOf(spread);
    }

    /** A node that was started anew counts from nothing. */
    private static long served(long before, long now) {
        return now < before ? now : now - before;
    }

    private static Instant nextHour(Instant at) {
        return Instant.ofEpochSecond((Math.floorDiv(at.getEpochSecond(), 3_600L) + 1) * 3_600L);
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
