package dev.aeneas.failover.cost;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long steps of growing take, as scaling-service learnt from earlier runs.
 *
 * @param steps by scaling's name of the kind of step
 */
public record StepRates(Map<String, Line> steps) {
    private static final double GIBIBYTE = 0x1p30;

    public StepRates {
        steps = Map.copyOf(steps);
    }

    /** So long for anything at all, and so long for each node or gibibyte. */
    public record Line(Duration base, Duration each) {
        Duration at(double units) {
            return base.plusNanos(Math.round(each.toNanos() * units));
        }
    }

    /**
     * How long a datacenter takes from one size to another, as a failover does it: resized in place one rack at a time, then all new
     * nodes joined together. Empty: a rate is missing.
     *
     * @param bytes of the whole datacenter, all its replicas
     */
    Optional<Duration> growth(Size from, Size to, int racks, long bytes) {
        var time = Optional.of(Duration.ZERO);
        if (!from.sku().equals(to.sku())) {
            time = plus(time, time("RESTART", (double) from.nodeCount() / racks).map(one -> one.multipliedBy(racks)));
        }
        int more = to.nodeCount() - from.nodeCount();
        if (more > 0) {
            time = plus(time, time("PREPARE", more));
            time = plus(time, time("JOIN_UNLIMITED", bytes / GIBIBYTE / to.nodeCount()));
        }
        boolean changes = more > 0 || !from.sku().equals(to.sku());
        return changes ? plus(time, time("VERIFY", to.nodeCount())) : time;
    }

    /** Machines with nothing on them. */
    Optional<Duration> create(int nodes) {
        return plus(time("PREPARE", nodes), time("VERIFY", nodes));
    }

    private Optional<Duration> time(String step, double units) {
        return Optional.ofNullable(steps.get(step)).map(line -> line.at(units));
    }

    private static Optional<Duration> plus(Optional<Duration> one, Optional<Duration> other) {
        return one.flatMap(some -> other.map(some::plus));
    }
}
