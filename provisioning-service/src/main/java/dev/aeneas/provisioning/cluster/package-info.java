/**
 * One process per cluster: what it consists of, who may change it, and what is being done to it. Pure.
 *
 * <p>Start at {@link dev.aeneas.provisioning.cluster.ClusterProcess}: every message with the decision on it.
 */
package dev.aeneas.provisioning.cluster;
