package dev.aeneas.scaling.cluster;

import dev.aeneas.scaling.plan.Demand;

/**
 * Whether a request takes the place of a run that is open, or is refused.
 *
 * <p>The newest request for the same datacenter does. An emergency gives way to another emergency only, and takes the place
 * of any run of the cluster; otherwise a request for another datacenter is refused.
 */
final class SupersedeRule {
    private SupersedeRule() {}

    static boolean allows(Demand open, Demand newer) {
        if (newer.emergency()) {
            return true;
        }
        return !open.emergency() && open.datacenter().equals(newer.datacenter());
    }
}
