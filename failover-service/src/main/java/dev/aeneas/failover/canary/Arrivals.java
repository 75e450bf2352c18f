package dev.aeneas.failover.canary;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.ReplicationLag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one observer knows of one cluster's rows: which were acknowledged where, and how far they have come elsewhere. A round is the
 * moment, in microseconds, when its row was begun to be written. May be used by several threads.
 */
public final class Arrivals {
    /** Rounds that are kept for a datacenter which does not find them; of more, the oldest and the newest stay. */
    private static final int KEPT = 300;

    private final Duration interval;
    private final Map<DatacenterName, ArrayDeque<Long>> acknowledged = new HashMap<>();
    private final Map<DatacenterName, Map<DatacenterName, Found>> found = new HashMap<>();

    /** For rows that are written at this interval. */
    public Arrivals(Duration interval) {
        this.interval = interval;
    }

    private record Found(Long round, ReplicationLag lag) {}

    /** A moment before something is looked for: only what was acknowledged by then can be missing. */
    public record Asking(Instant at, Map<DatacenterName, Long> newest) {}

    /** A row was acknowledged at LOCAL_QUORUM. */
    public synchronized void acknowledged(DatacenterName in, long round) {
        var rounds = acknowledged.computeIfAbsent(in, d -> new ArrayDeque<>());
        if (!rounds.isEmpty() && round <= rounds.getLast()) {
            return;
        }
        if (rounds.size() >= KEPT) {
            rounds.removeLast();
        }
        rounds.add(round);
    }

    /** To be remembered until what is asked for now is found. */
    public synchronized Asking asking(Instant at) {
        var newest = new HashMap<DatacenterName, Long>();
        acknowledged.forEach((datacenter, rounds) -> newest.put(datacenter, rounds.getLast()));
        return new Asking(at, newest);
    }

    /** The newest round of each other datacenter as a reader found it here; one without any is not in it. */
    public synchronized void found(DatacenterName here, Map<DatacenterName, Long> rounds, Asking asked) {
        asked.newest().forEach((from, newest) -> {
            if (!from.equals(here) && acknowledged.containsKey(from)) {
                found.computeIfAbsent(here, d -> new TreeMap<>(Comparator.comparing(DatacenterName::value)))
                        .put(from, found(from, newest, rounds.get(from), asked.at()));
                forgetWhatArrivedEverywhere(from);
            }
        });
    }

    private Found found(DatacenterName from, long newest, Long round, Instant askedAt) {
        var missing = acknowledged.get(from).stream()
                .filter(written -> written <= newest && (round == null || written > round))
                .findFirst();
        var seen = round == null || round < newest ? round : Long.valueOf(newest);
        var lag = new ReplicationLag(
                from,
                momentOf(newest),
                seen == null ? null : momentOf(seen),
                missing.map(oldest -> age(oldest, newest, askedAt)).orElse(Duration.ZERO));
        return new Found(seen, lag);
    }

    /** Where nothing more is written, what is missing grows no older. */
    private Duration age(long oldest, long newest, Instant askedAt) {
        var last = momentOf(newest).plus(interval);
        var age = Duration.between(momentOf(oldest), askedAt.isBefore(last) ? askedAt : last);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void forgetWhatArrivedEverywhere(DatacenterName from) {
        var seen = found.values().stream()
                .map(there -> there.get(from))
                .filter(there -> there != null)
                .map(there -> Optional.ofNullable(there.round()).orElse(Long.MIN_VALUE))
                .min(Comparator.naturalOrder())
                .orElse(Long.MIN_VALUE);
        var rounds = acknowledged.get(from);
        while (rounds.size() > 1 && rounds.getFirst() <= seen) {
            rounds.removeFirst();
        }
    }

    /** How far this datacenter is behind each other one, as last looked. */
    public synchronized List<ReplicationLag> of(DatacenterName here) {
        return found.getOrDefault(here, Map.of()).values().stream()
                .map(Found::lag)
                .toList();
    }

    /** The datacenter is no more. */
    public synchronized void forget(DatacenterName datacenter) {
        acknowledged.remove(datacenter);
        found.remove(datacenter);
        found.values().forEach(there -> there.remove(datacenter));
    }

    /** When the row of this round was begun to be written. */
    static Instant momentOf(long round) {
        return Instant.EPOCH.plus(round, ChronoUnit.MICROS);
    }

    /** As {@link #momentOf}, the other way. */
    public static long roundAt(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }
}
