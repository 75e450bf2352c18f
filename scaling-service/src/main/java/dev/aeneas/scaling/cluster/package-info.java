/** One process per cluster: its newest topology, and the one run that may be open. Start at {@code KnownCluster}. */
package dev.aeneas.scaling.cluster;
