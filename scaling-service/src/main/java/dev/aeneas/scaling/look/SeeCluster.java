package dev.aeneas.scaling.look;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import java.util.Optional;

/** A cluster as this service knows it. */
public interface SeeCluster {
    /** Its machines; empty where there is no such cluster, or none any more. */
    Optional<ClusterTopology> topology(ClusterName cluster);

    /** The newest of its runs that are not over. */
    Optional<OpenRun> openRun(ClusterName cluster);
}
