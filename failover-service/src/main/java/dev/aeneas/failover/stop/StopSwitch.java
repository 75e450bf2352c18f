package dev.aeneas.failover.stop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aeneas.contracts.ClusterName;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether failovers are stopped everywhere.
 *
 * @param reason of the last change
 * @param since when it was changed last
 * @param told clusters that know of the stop; when it is off, nobody
 * @param looks begun so far at which clusters there are
 * @param nextAt when to look again; null: somebody looks, or it is off
 */
public record StopSwitch(
        boolean stopped, String reason, Instant since, Set<ClusterName> told, int looks, Instant nextAt) {
    public StopSwitch {
        told = Set.copyOf(told);
    }

    static StopSwitch off() {
        return new StopSwitch(false, "it was never used", null, Set.of(), 0, null);
    }

    StopSwitch stop(String why, Instant now) {
        return new StopSwitch(true, why, now, Set.of(), looks + 1, null);
    }

    StopSwitch resume(String why, Instant now) {
        return new StopSwitch(false, why, now, Set.of(), looks, null);
    }

    StopSwitch told(Set<ClusterName> more, Instant next) {
        var all = new TreeSet<>(told);
        all.addAll(more);
        return new StopSwitch(stopped, reason, since, all, looks, next);
    }

    StopSwitch lookNow() {
        return new StopSwitch(stopped, reason, since, told, looks + 1, null);
    }

    @JsonIgnore
    boolean isLooking() {
        return stopped && nextAt == null;
    }
}
