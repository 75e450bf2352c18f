package dev.aeneas.failover.run;

import dev.aeneas.contracts.DatacenterName;

/**
 * Where clients belong.
 *
 * @param epoch of the run that led them there; 0: where the policy put them first
 */
public record Routing(DatacenterName datacenter, long epoch) {}
