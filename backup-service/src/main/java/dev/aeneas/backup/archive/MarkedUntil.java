package dev.aeneas.backup.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Up to when everything that a node acknowledged can be read in its log.
 *
 * <p>A node marks what it wrote every tenth of a second; an overloaded one later, nobody knows how much. So a look keeps how far segments
 * were written: once that much is marked, all that was acknowledged before the look is. While more is written all the time
 * the moment is one look behind.
 *
 * @param unmarked segments that were written further than they were marked at the look, and how far
 */
record MarkedUntil(Instant moment, Instant lookedAt, Map<String, Long> unmarked) {

    static MarkedUntil at(Instant moment) {
        return new MarkedUntil(moment, moment, Map.of());
    }

    /**
     * A segment that goes before its rest was marked ends the log: nobody can read that any more.
     *
     * @param now before the segments were looked at
     */
    MarkedUntil next(List<LogSegment> segments, Instant now) {
        var late = new HashMap<>(unmarked);
        segments.forEach(segment -> {
            if (segment.closed() || segment.readableBytes() >= late.getOrDefault(segment.name(), 0L)) {
                late.remove(segment.name());
            }
        });
        if (!late.isEmpty()) {
            return new MarkedUntil(moment, lookedAt, Map.copyOf(late));
        }
        var seen = new HashMap<String, Long>();
        segments.stream()
                .filter(segment -> !segment.closed() && segment.writtenBytes() > segment.readableBytes())
                .forEach(segment -> seen.put(segment.name(), segment.writtenBytes()));
        return new MarkedUntil(seen.isEmpty() ? now : lookedAt, now, Map.copyOf(seen));
    }
}
