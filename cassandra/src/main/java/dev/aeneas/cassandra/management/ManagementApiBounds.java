package dev.aeneas.cassandra.management;

import java.time.Duration;

/**
 * How long to wait for a node's management API.
 *
 * @param connect for a connection
 * @param call for a call that only reads or begins something; long work has bounds of its own
 * @param snapshot for taking, clearing or listing snapshots: each touches every file on the node's disk
 * @param poll between two looks at long work under way
 */
public record ManagementApiBounds(Duration connect, Duration call, Duration snapshot, Duration poll) {
    public static final ManagementApiBounds DEFAULT = new ManagementApiBounds(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMillis(500));
}
