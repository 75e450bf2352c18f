package dev.aeneas.backup.topology;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import java.util.Optional;

/** Tells the newest topology of a cluster that exists, as this service knows it. */
@FunctionalInterface
public interface KnownClusters {
    Optional<ClusterTopology> find(ClusterName cluster);
}
