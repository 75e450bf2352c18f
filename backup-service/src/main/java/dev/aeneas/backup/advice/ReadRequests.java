package dev.aeneas.backup.advice;

import dev.aeneas.contracts.ClusterName;
import java.util.Map;

/** Tells how many client requests the nodes of a cluster have served since they started. */
@FunctionalInterface
public interface ReadRequests {
    /** By the name of the node; one that does not answer is left out. */
    Map<String, Long> served(ClusterName cluster);
}
