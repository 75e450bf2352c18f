package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.failover.drill.Observation;
import dev.aeneas.failover.drill.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was acknowledged to one writer, and which of it was found again. */
final class WriteLog {
    private static final int BUCKET = 100;

    private final String writer;
    private final SortedMap<Integer, Instant> notFound = new TreeMap<>();
    private final SortedSet<Integer> buckets = new TreeSet<>();
    private long acknowledged;
    private Instant last;
    private Duration longest = Duration.ZERO;

    WriteLog(String writer) {
        this.writer = writer;
    }

    String writer() {
        return writer;
    }

    /** Many partitions, so that all nodes hold some. */
    static int bucket(int id) {
        return id / BUCKET;
    }

    void acknowledged(int id, Instant at) {
        if (last != null && Duration.between(last, at).compareTo(longest) > 0) {
            longest = Duration.between(last, at);
        }
        last = at;
        acknowledged++;
        notFound.put(id, at);
        buckets.add(bucket(id));
    }

    SortedSet<Integer> buckets() {
        return buckets;
    }

    void found(int id) {
        notFound.remove(id);
    }

    /**
     * What it amounts to, once everything was looked for.
     *
     * @param lostAt when the region was; empty: it never was
     */
    Observation observation(Optional<Instant> lostAt) {
        var oldest = notFound.values().stream().min(Comparator.naturalOrder());
        var age = lostAt.flatMap(moment -> oldest.map(at -> Duration.between(at, moment)))
                .map(before -> before.isNegative() ? Duration.ZERO : before);
        return new Observation(Workload.SOURCE, longest, acknowledged, (long) notFound.size(), age.orElse(null));
    }
}
