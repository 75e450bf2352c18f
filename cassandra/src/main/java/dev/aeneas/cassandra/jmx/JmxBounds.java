package dev.aeneas.cassandra.jmx;

import java.time.Duration;

/**
 * How long to wait for a node over JMX.
 *
 * @param connect for a whole connection, login included
 * @param call for a call that only reads or sets something; long work has bounds of its own
 * @param snapshot for taking, clearing or listing snapshots, which touches every file on the disk
 * @param poll between two looks at long work under way
 */
public record JmxBounds(Duration connect, Duration call, Duration snapshot, Duration poll) {
    public static final JmxBounds DEFAULT =
            new JmxBounds(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMillis(250));

    public JmxBounds {
        requirePositive("connect", connect);
        requirePositive("call", call);
        requirePositive("snapshot", snapshot);
        requirePositive("poll", poll);
    }

    private static void requirePositive(String name, Duration bound) {
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + bound);
        }
    }
}
