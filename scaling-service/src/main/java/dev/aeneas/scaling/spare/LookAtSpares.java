package dev.aeneas.scaling.spare;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Work;

/** Asks the spares of a cluster, and those whom they would join, for a sign of life; answered with {@link SparesSeen}. */
public record LookAtSpares(String key, ClusterName cluster) implements Work {}
