package dev.aeneas.failover.readiness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.Map;

/**
 * What was found last, and when to look again.
 *
 * @param looks begun so far; only what the newest one finds counts
 * @param nextAt when to look again; null: somebody looks
 * @param observers every observer that was heard lately, with the region it looks from
 * @param last null until somebody has looked
 */
public record ReadinessState(
        ClusterName cluster,
        boolean deleted,
        int looks,
        Instant nextAt,
        Map<String, String> observers,
        Readiness last) {
    public ReadinessState {
        observers = Map.copyOf(observers);
    }

    static ReadinessState of(ClusterName cluster) {
        return new ReadinessState(cluster, false, 0, null, Map.of(), null);
    }

    ReadinessState gone() {
        return new ReadinessState(cluster, true, looks, null, Map.of(), null);
    }

    /** Also while somebody looks: the facts may be older than what happened. */
    ReadinessState lookNow() {
        return deleted ? this : new ReadinessState(cluster, false, looks + 1, null, observers, last);
    }

    ReadinessState lookAt(Instant at) {
        return new ReadinessState(cluster, deleted, looks, at, observers, last);
    }

    ReadinessState heard(Map<String, String> newer) {
        return new ReadinessState(cluster, deleted, looks, nextAt, deleted ? observers : newer, last).lookNow();
    }

    ReadinessState found(Readiness readiness, Instant next) {
        return new ReadinessState(cluster, deleted, looks, next, observers, readiness);
    }

    @JsonIgnore
    boolean isLooking() {
        return nextAt == null && !deleted;
    }
}
