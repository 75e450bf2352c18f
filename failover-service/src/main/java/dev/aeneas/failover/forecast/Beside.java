package dev.aeneas.failover.forecast;

import java.time.Duration;
import java.util.List;

/**
 * What recovery takes beside noticing the loss and the steps of scaling, as earlier failovers showed: deciding, the word to scaling, the topology lock,
 * the look at the cluster that a plan is made from, and the word back. Scaling forecasts its steps itself, and learns from each run: so nothing
 * is learnt twice.
 *
 * @param failovers that it was learnt from; 0: it is assumed
 */
public record Beside(int failovers, Duration time) {
    /** Between three and five seconds in the drills of docs/measured-facts.md, on a busy machine. */
    public static final Beside ASSUMED = new Beside(0, Duration.ofSeconds(3));

    private static final int NEWEST = 5;

    /**
     * One failover.
     *
     * @param grew from the word that the region is down to restored capacity
     * @param steps what scaling measured of that: from its plan to the verified ring
     */
    public record Shown(Duration grew, Duration steps) {
        private Duration beside() {
            var rest = grew.minus(steps);
            return rest.isNegative() ? Duration.ZERO : rest;
        }
    }

    /** Of the newest few, the middle one, so that one odd failover changes little; the newest come first. */
    public static Beside of(List<Shown> failovers) {
        var times = failovers.stream().limit(NEWEST).map(Shown::beside).sorted().toList();
        if (times.isEmpty()) {
            return ASSUMED;
        }
        int middle = times.size() / 2;
        var median = times.size() % 2 == 1
                ? times.get(middle)
                : times.get(middle - 1).plus(times.get(middle)).dividedBy(2);
        return new Beside(times.size(), median);
    }

    /**
     * From the loss to restored capacity.
     *
     * @param noticing until the region is called down
     * @param growth as scaling forecasts it; zero: the standby is large enough, and there is nothing to wait for
     */
    public Duration rto(Duration noticing, Duration growth) {
        return growth.isZero() ? noticing : noticing.plus(growth).plus(time);
    }
}
