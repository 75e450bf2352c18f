package dev.aeneas.backup.drill;

import dev.aeneas.contracts.ClusterName;
import java.util.Optional;

/** Tells which drill of a cluster is under way, by its id. */
@FunctionalInterface
public interface OpenDrills {
    Optional<String> of(ClusterName cluster);
}
