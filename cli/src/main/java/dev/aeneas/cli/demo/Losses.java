package dev.aeneas.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was acknowledged, held against what can be read. Pure. */
public record Losses(List<Acknowledgement> acknowledged) {
    public Losses {
        acknowledged = List.copyOf(acknowledged);
    }

    /** Acknowledged rows that are among the readable ones. */
    public long readable(BitSet rows) {
        return acknowledged.stream().filter(one -> rows.get((int) one.row())).count();
    }

    public long lost(BitSet rows) {
        return acknowledged.size() - readable(rows);
    }

    /** Recovery point: how far before the loss the oldest lost row was acknowledged, in milliseconds; 0 when none was lost. */
    public long rpoMs(BitSet rows, Instant lostAt) {
        return acknowledged.stream()
                .filter(one -> !rows.get((int) one.row()))
                .map(Acknowledgement::at)
                .min(Comparator.naturalOrder())
                .map(oldest -> Math.max(0, Duration.between(oldest, lostAt).toMillis()))
                .orElse(0L);
    }

    /** From the last acknowledgement by the lost datacenter to the first by the other one; empty before there is one. */
    public Optional<Duration> outage(String from, String to) {
        Optional<Instant> last = times(from).max(Comparator.naturalOrder());
        Optional<Instant> first = times(to).min(Comparator.naturalOrder());
        return last.flatMap(before -> first.map(after -> Duration.between(before, after)));
    }

    /** How many were acknowledged by a datacenter. */
    public long by(String datacenter) {
        return times(datacenter).count();
    }

    private Stream<Instant> times(String datacenter) {
        return acknowledged.stream()
                .filter(one -> one.datacenter().equals(datacenter))
                .map(Acknowledgement::at);
    }
}
