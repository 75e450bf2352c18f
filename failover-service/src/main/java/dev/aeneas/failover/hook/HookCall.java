package dev.aeneas.failover.hook;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;

/**
 * What a hook is sent as JSON.
 *
 * @param id the same whenever the same thing is said again; also the header {@code Idempotency-Key}
 * @param moment {@code FailoverProposed} before; afterwards the event that happened, by its name
 * @param runId null before
 */
public record HookCall(
        String id,
        String moment,
        ClusterName cluster,
        String runId,
        String region,
        DatacenterName from,
        DatacenterName to,
        String reason) {}
