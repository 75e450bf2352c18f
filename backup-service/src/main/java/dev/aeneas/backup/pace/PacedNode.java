package dev.aeneas.backup.pace;

import dev.aeneas.contracts.ClusterName;

/** A node whose clients come first. */
public record PacedNode(ClusterName cluster, String name, String address) {}
