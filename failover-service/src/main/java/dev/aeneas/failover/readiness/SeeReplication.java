package dev.aeneas.failover.readiness;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.readiness.ReadinessFacts.Replication;

/** Tells at once how far one datacenter is behind another, as last measured. */
@FunctionalInterface
public interface SeeReplication {
    Replication of(ClusterName cluster, DatacenterName primary, DatacenterName standby);
}
