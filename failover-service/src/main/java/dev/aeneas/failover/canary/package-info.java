/**
 * What the rows tell that every observer writes in every datacenter all the time: how far each datacenter is behind each other one,
 * and what a failover cost a client that follows the routing. Plain values. Start at {@link dev.aeneas.failover.canary.Arrivals} for
 * the observer's side, at {@link dev.aeneas.failover.canary.CanarySights} for the decider's.
 */
package dev.aeneas.failover.canary;
