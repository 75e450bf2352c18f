package dev.aeneas.failover.move;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.platform.process.Work;
import java.util.List;

/** Open work of a move: repair both datacenters in full, then compare them. */
public record SyncDatacenters(ClusterName cluster, Move.Syncing at, Side from, Side to) implements Work {
    /** A datacenter with the addresses of its nodes. */
    public record Side(DatacenterName datacenter, List<String> addresses) {}

    @Override
    public String key() {
        return "sync-" + at.facts().runId() + "-" + at.phase() + "-" + at.round() + "#" + at.attempt();
    }

    /**
     * The report.
     *
     * @param inSync whether nothing differed when compared
     * @param note what was seen, for people
     */
    public record DatacentersSynced(String runId, MovePhase phase, int round, boolean inSync, String note) {}
}
