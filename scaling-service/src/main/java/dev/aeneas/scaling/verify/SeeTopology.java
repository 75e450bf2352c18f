package dev.aeneas.scaling.verify;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import java.util.Optional;

/** The cluster's machines as provisioning last told them: new nodes' addresses are only there. */
@FunctionalInterface
public interface SeeTopology {
    Optional<ClusterTopology> topology(ClusterName cluster);
}
