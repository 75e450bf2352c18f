package dev.aeneas.failover.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a failover rests upon beside the standby's nodes.
 *
 * @param repairs of the user's keyspaces; empty: not told
 * @param control whether Aeneas itself outlives the region
 */
public record Precautions(Optional<Repairs> repairs, Backups backups, List<ControlPart> control) {
    public static final Precautions UNKNOWN =
            new Precautions(Optional.empty(), new Backups.Unknown("nobody was asked"), List.of());

    /**
     * Repairs as the cluster's own history tells them: the last that succeeded for some range of the table that waits longest.
     *
     * @param last by keyspace that has tables; empty: one of them was never repaired
     * @param onRecordSince the oldest repair of any table; null: none is on record
     * @param ageMax what is older is told
     */
    public record Repairs(Map<String, Optional<Instant>> last, Instant onRecordSince, Duration ageMax) {}

    /** What backup-service tells. */
    public sealed interface Backups {
        /** Stores that hold a complete backup, each with the region it is in; an empty region was not told. */
        record In(Map<String, String> stores) implements Backups {}

        /** It did not answer, or nobody said where it is. */
        record Unknown(String reason) implements Backups {}
    }

    /**
     * Kafka, or the control store.
     *
     * @param name for people
     * @param places region of each replica of what it holds least well spread
     * @param remedy what to do about it
     */
    public record ControlPart(String name, List<String> places, String remedy) {
        /** Whether a majority is left without this region. */
        boolean survives(String region) {
            long left = places.stream().filter(place -> !place.equals(region)).count();
            return left > places.size() / 2 && places.size() > 1;
        }
    }
}
