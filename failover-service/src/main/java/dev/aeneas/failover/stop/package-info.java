/**
 * The stop switch of all clusters: one process that remembers it, and tells every cluster, also those that are created while it is on.
 *
 * <p>Each cluster hears of it by an event under its own key, so that it is in order with the cluster's losses and deciding stays pure.
 * Start at {@link dev.aeneas.failover.stop.StopProcess}.
 */
package dev.aeneas.failover.stop;
