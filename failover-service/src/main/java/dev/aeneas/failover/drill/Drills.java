package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The drills of a cluster.
 *
 * @param active null while none runs
 * @param history those that are over, the newest first, a bounded number
 */
public record Drills(ClusterName cluster, Drill active, List<Drill> history) {
    private static final int KEPT = 50;

    public Drills {
        history = List.copyOf(history);
    }

    static Drills of(ClusterName cluster) {
        return new Drills(cluster, null, List.of());
    }

    /** Every drill that is remembered, the newest first. */
    public List<Drill> all() {
        var all = new ArrayList<>(history);
        running().ifPresent(drill -> all.add(0, drill));
        return all;
    }

    public Optional<Drill> find(String drillId) {
        return all().stream().filter(d -> d.plan().drillId().equals(drillId)).findFirst();
    }

    Optional<Drill> running() {
        return Optional.ofNullable(active);
    }

    /** The active one in another state; one that is over becomes history. */
    Drills with(Drill changed) {
        if (!changed.over()) {
            return new Drills(cluster, changed, history);
        }
        var kept = new ArrayList<Drill>(List.of(changed));
        history.stream().limit(KEPT - 1L).forEach(kept::add);
        return new Drills(cluster, null, kept);
    }

    /** A drill by its id, active or over, in another state. */
    Drills replacing(Drill changed) {
        var id = changed.plan().drillId();
        if (active != null && active.plan().drillId().equals(id)) {
            return new Drills(cluster, changed, history);
        }
        return new Drills(
                cluster,
                active,
                history.stream()
                        .map(d -> d.plan().drillId().equals(id) ? changed : d)
                        .toList());
    }
}
