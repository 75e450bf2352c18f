package dev.aeneas.failover.move;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.move.SyncDatacenters.Side;

/** Makes two datacenters hold the same rows. */
@FunctionalInterface
public interface MakeEqual {
    /**
     * Repairs in full, idempotently, every keyspace that both hold, and compares them afterwards: what was acknowledged in either of
     * them before the call is in both when it returns.
     *
     * @throws Exception when a node is not Up/Normal or a range was not repaired within the bound; asking again is harmless
     */
    Compared makeEqual(ClusterName cluster, Side one, Side other) throws Exception;

    /** What a validation found after the repair; rows written meanwhile may differ for a moment. */
    record Compared(boolean inSync, String note) {}
}
