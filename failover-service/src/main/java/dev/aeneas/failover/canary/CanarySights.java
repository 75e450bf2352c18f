package dev.aeneas.failover.canary;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.contracts.Observation.ReplicationLag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What every observer said lately of the rows that it writes in one cluster, in the memory of whoever hears it. Observers' clocks are
 * not compared: each moment is put on the listener's clock by when it arrived.
 */
public final class CanarySights {
    /** Good moments that are kept of each observer and datacenter. */
    private static final int GOOD_KEPT = 60;

    /** Whoever was not listening for longer may have missed the first good moment after another one. */
    private static final Duration GAP_MAX = Duration.ofSeconds(3);

    private final Map<Source, Told> told = new HashMap<>();
    private final Map<Pair, Duration> lagWhileServed = new HashMap<>();

    private record Source(String observer, DatacenterName datacenter) {}

    private record Pair(String observer, DatacenterName from, DatacenterName to) {}

    private record Told(Canary canary, Duration behind, Instant arrivedAt, Deque<Instant> good) {
        Stream<ReplicationLag> lag(DatacenterName from) {
            return canary.lags().stream().filter(lag -> lag.from().equals(from));
        }
    }

    /**
     * What a failover cost; each part empty where it is not known.
     *
     * @param lastWriteAt of the last row that was acknowledged where clients were
     * @param firstWriteAt of the first one where they belong now, after they were told to go there
     * @param newestSeenAt of the newest row from the old place that is found at the new one
     * @param rpo how far the observer that lost most was ahead of what is found
     * @param lagBefore while the old place still served
     */
    public record Cost(
            Optional<Instant> lastWriteAt,
            Instant firstWriteAt,
            Optional<Instant> newestSeenAt,
            Optional<Duration> rpo,
            Optional<Duration> lagBefore) {

        /** Zero where the old place served on. */
        Optional<Duration> outage() {
            return lastWriteAt.map(
                    last -> last.isBefore(firstWriteAt) ? Duration.between(last, firstWriteAt) : Duration.ZERO);
        }
    }

    /** Takes an observation in. */
    public void observe(DatacenterObserved observation, Instant arrivedAt) {
        if (observation.canary() == null) {
            return;
        }
        var source = new Source(observation.observer(), observation.datacenter());
        var behind = Duration.between(observation.observedAt(), arrivedAt);
        var before = Optional.ofNullable(told.get(source))
                .filter(earlier -> !earlier.arrivedAt().plus(GAP_MAX).isBefore(arrivedAt));
        var good = before.map(Told::good).orElseGet(ArrayDeque::new);
        Optional.ofNullable(observation.canary().lastGoodAt())
                .map(at -> at.plus(behind))
                .filter(at -> good.isEmpty() || isLater(at, good.getLast()))
                .ifPresent(good::add);
        if (good.size() > GOOD_KEPT) {
            good.removeFirst();
        }
        told.put(source, new Told(observation.canary(), behind, arrivedAt, good));
        rememberLags(source, observation.canary());
    }

    /** The same moment told twice arrives a little sooner or later. */
    private static boolean isLater(Instant at, Instant last) {
        return at.isAfter(last.plus(Duration.ofMillis(100)));
    }

    private void rememberLags(Source source, Canary canary) {
        canary.lags().forEach(lag -> {
            var there = told.get(new Source(source.observer(), lag.from()));
            if (there != null && there.canary().failedRounds() == 0) {
                lagWhileServed.put(new Pair(source.observer(), lag.from(), source.datacenter()), lag.lag());
            }
        });
    }

    /** What a shift of clients at this moment cost; empty until enough was heard after it. */
    public Optional<Cost> cost(DatacenterName from, DatacenterName to, Instant shiftedAt) {
        return of(to).flatMap(there -> firstAfter(shiftedAt, there.good()).stream())
                .min(Comparator.naturalOrder())
                .map(first -> new Cost(
                        newest(from, there -> Optional.ofNullable(there.good().peekLast())),
                        first,
                        newest(to, there -> seen(there, from)),
                        of(to).flatMap(there -> missing(there, from).stream()).max(Comparator.naturalOrder()),
                        lagWhileServed.entrySet().stream()
                                .filter(lag -> lag.getKey().from().equals(from)
                                        && lag.getKey().to().equals(to))
                                .map(Map.Entry::getValue)
                                .max(Comparator.naturalOrder())));
    }

    /** Only where one before it was heard too, and one after it: what was found elsewhere was looked for after the shift then. */
    private static Optional<Instant> firstAfter(Instant moment, Deque<Instant> good) {
        boolean listened = !good.isEmpty() && !good.getFirst().isAfter(moment);
        var after = good.stream().filter(at -> at.isAfter(moment)).toList();
        return listened && after.size() > 1 ? Optional.of(after.get(0)) : Optional.empty();
    }

    private Optional<Instant> newest(DatacenterName datacenter, Function<Told, Optional<Instant>> moment) {
        return of(datacenter).flatMap(there -> moment.apply(there).stream()).max(Comparator.naturalOrder());
    }

    private static Optional<Instant> seen(Told there, DatacenterName from) {
        return there.lag(from)
                .map(ReplicationLag::newestSeen)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(at -> at.plus(there.behind()));
    }

    private static Optional<Duration> missing(Told there, DatacenterName from) {
        return there.lag(from)
                .filter(lag -> lag.newestSeen() != null)
                .map(lag -> Duration.between(lag.newestSeen(), lag.newestWrite()))
                .findFirst();
    }

    private Stream<Told> of(DatacenterName datacenter) {
        return told.entrySet().stream()
                .filter(said -> said.getKey().datacenter().equals(datacenter))
                .map(Map.Entry::getValue);
    }

    /** Forgets observers that fell silent before this. */
    public void forgetOlderThan(Instant oldest) {
        told.values().removeIf(said -> said.arrivedAt().isBefore(oldest));
        lagWhileServed.keySet().removeIf(pair -> !told.containsKey(new Source(pair.observer(), pair.to())));
    }
}
