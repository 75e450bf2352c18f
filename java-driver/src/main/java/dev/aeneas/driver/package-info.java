/**
 * An application of the Java driver 4 that follows its cluster's failovers.
 *
 * <p>{@link dev.aeneas.driver.RegionFollowingLoadBalancingPolicy} is what the driver's configuration names. {@code RoutingFollower} hears
 * from the gateways where clients belong ({@code Newest} decides which word counts), {@code DatacenterPolicy} is the driver's own policy
 * for one datacenter, and {@code ConsistencyStepper} replaces levels that a lost datacenter would fail.
 */
package dev.aeneas.driver;
