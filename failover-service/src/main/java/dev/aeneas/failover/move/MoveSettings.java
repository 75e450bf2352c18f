package dev.aeneas.failover.move;

import java.time.Duration;

/**
 * The bounds of a move.
 *
 * @param clientsFollow after the shift, how long clients may still write where they were
 * @param rounds how often the datacenters are repaired and compared, when rows are written meanwhile
 * @param attempts of one round, with {@code pause} between them
 * @param scaling how long growing or shrinking may take
 * @param hintWindow Cassandra's {@code max_hint_window}: what was missed for longer only a full repair finds
 */
public record MoveSettings(
        Duration clientsFollow, int rounds, int attempts, Duration pause, Duration scaling, Duration hintWindow) {
    public static final MoveSettings DEFAULT = new MoveSettings(
            Duration.ofSeconds(5), 2, 3, Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofHours(3));
}
