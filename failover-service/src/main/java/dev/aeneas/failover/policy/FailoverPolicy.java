package dev.aeneas.failover.policy;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.Sku;

/**
 * A cluster's policy.
 *
 * @param targetNodeCount what the standby grows to; null: as many as the primary has
 * @param targetSku the size it grows to; null: the primary's
 * @param onDegraded what follows when the primary's region answers and serves no writes
 */
public record FailoverPolicy(
        Mode mode,
        DatacenterName primary,
        DatacenterName standby,
        Integer targetNodeCount,
        Sku targetSku,
        OnDegraded onDegraded) {

    public FailoverPolicy {
        onDegraded = onDegraded == null ? OnDegraded.ASK : onDegraded; // one that was stored before there was a choice
    }

    /** As it is, with these roles. */
    public FailoverPolicy led(DatacenterName newPrimary, DatacenterName newStandby) {
        return new FailoverPolicy(mode, newPrimary, newStandby, targetNodeCount, targetSku, onDegraded);
    }

    public static FailoverPolicy of(SetFailoverPolicy command) {
        return new FailoverPolicy(
                command.mode(),
                command.primary(),
                command.standby(),
                command.targetNodeCount(),
                command.targetSku(),
                command.onDegraded());
    }
}
