package dev.aeneas.examples.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the application saw.
 *
 * @param byDatacenter acknowledged writes, by the datacenter of the node that answered
 */
record Report(
        long firstId,
        long acknowledged,
        long failed,
        Duration longestOutage,
        Instant longestOutageFrom,
        Map<String, Long> byDatacenter) {

    String text() {
        return "%d acknowledged, %d failed; longest time without an acknowledged write %d ms, from %s; by datacenter %s"
                .formatted(acknowledged, failed, longestOutage.toMillis(), longestOutageFrom, byDatacenter);
    }

    /** One line; the names of datacenters need no escapes. */
    String json() {
        var datacenters = byDatacenter.entrySet().stream()
                .map(e -> "\"%s\":%d".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(","));
        return ("{\"firstId\":%d,\"acknowledged\":%d,\"failed\":%d,\"longestOutageMs\":%d,\"longestOutageFrom\":\"%s\","
                        + "\"byDatacenter\":{%s}}")
                .formatted(firstId, acknowledged, failed, longestOutage.toMillis(), longestOutageFrom, datacenters);
    }
}
