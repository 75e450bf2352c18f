package dev.aeneas.failover.canary;

import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the failovers of a cluster cost.
 *
 * @param failovers the newest last; older ones than the last few are dropped
 */
public record Measurements(List<FailoverMeasured> failovers) {
    private static final int KEPT = 20;
    static final Measurements NONE = new Measurements(List.of());

    public Measurements {
        failovers = List.copyOf(failovers.subList(Math.max(0, failovers.size() - KEPT), failovers.size()));
    }

    public Optional<FailoverMeasured> of(String runId) {
        return failovers.stream().filter(one -> one.runId().equals(runId)).findFirst();
    }

    Measurements with(FailoverMeasured one) {
        var more = new ArrayList<>(failovers);
        more.add(one);
        return new Measurements(more);
    }
}
