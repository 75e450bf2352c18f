package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was measured of a drill.
 *
 * @param observations by applications; of each source its last word
 * @param observers what the observers' rows tell of the failover; null: nothing (yet)
 * @param rows of our own application, each time that they were counted
 * @param written what was acknowledged to our own application so far; null: nothing, or the drill is over
 */
public record Evidence(
        List<Observation> observations, FailoverMeasured observers, List<RowCount> rows, Acknowledged written) {
    static final Evidence NONE = new Evidence(List.of(), null, List.of(), null);
    private static final int SOURCES_MAX = 50;

    public Evidence {
        observations = List.copyOf(observations);
        rows = List.copyOf(rows);
    }

    Evidence with(Observation observation) {
        var all = new ArrayList<>(observations);
        all.removeIf(earlier -> earlier.source().equals(observation.source()));
        all.add(observation);
        var newest = all.subList(Math.max(0, all.size() - SOURCES_MAX), all.size());
        return new Evidence(newest, observers, rows, written);
    }

    Evidence with(FailoverMeasured measured) {
        return new Evidence(observations, measured, rows, written);
    }

    /** Two replicas may write for a moment, and each tells what it knows. */
    Evidence with(Acknowledged more) {
        return new Evidence(observations, observers, rows, written == null ? more : written.and(more));
    }

    Evidence with(RowCount count) {
        var all = new ArrayList<>(rows);
        all.removeIf(earlier -> earlier.after() == count.after());
        all.add(count);
        return new Evidence(observations, observers, all, written);
    }

    /** Nothing more is to be counted. */
    Evidence closed() {
        return new Evidence(observations, observers, rows, null);
    }

    /** How far back writes were lost, by whoever saw the worst of it; empty: nobody has measured it. */
    Optional<Duration> rpo() {
        return Stream.of(
                        Stream.ofNullable(observers).map(FailoverMeasured::rpo),
                        observations.stream().map(Observation::oldestLost),
                        rows.stream().map(RowCount::oldestLost))
                .flatMap(ages -> ages)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    /** How many rows were lost, by whoever misses most; empty: nobody has counted. */
    Optional<Long> lost() {
        return Stream.concat(
                        observations.stream().map(Observation::lost).filter(Objects::nonNull),
                        rows.stream().map(RowCount::lost))
                .max(Comparator.naturalOrder());
    }
}
