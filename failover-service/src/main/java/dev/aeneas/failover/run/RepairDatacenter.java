package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import java.util.List;

/** Makes the replicas inside one datacenter agree; no other datacenter takes part or is waited for. */
@FunctionalInterface
public interface RepairDatacenter {
    /**
     * Repairs every user keyspace, idempotently, and returns when all agreed.
     *
     * @throws Exception when some range was not repaired within the bound; repairing again is harmless
     */
    void repair(ClusterName cluster, DatacenterName datacenter, List<String> addresses) throws Exception;
}
