package dev.aeneas.scaling.look;

import dev.aeneas.contracts.DatacenterName;

/**
 * A run of the cluster that is not over, whatever it changes.
 *
 * @param emergency a datacenter is dead
 */
public record OpenRun(String runId, DatacenterName datacenter, boolean emergency) {}
