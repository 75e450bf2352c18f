package dev.aeneas.scaling.verify;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.forecast.StepTimes;

/** How long steps take in a datacenter, as earlier runs taught. */
@FunctionalInterface
public interface SeeTimes {
    StepTimes times(ClusterName cluster, DatacenterName datacenter);
}
