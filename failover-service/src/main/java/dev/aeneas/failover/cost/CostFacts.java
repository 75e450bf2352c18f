package dev.aeneas.failover.cost;

import dev.aeneas.failover.forecast.Beside;
import java.time.Duration;
import java.util.Optional;

/**
 * What the advice is computed from.
 *
 * @param target what serves all clients
 * @param present what the standby is now
 * @param least nodes that a standby needs: as many as replicas, and some in every rack
 * @param bytes that a datacenter stores, all its replicas
 * @param detection of a lost region, at most
 * @param presentGrowth from what the standby is now, by scaling's own dry run; empty: not known
 * @param restore of all data from a backup, by how long earlier restores took; empty: there were none
 * @param lag of the standby now; empty: not measured
 * @param backupAge of the newest complete backup; empty: there is none, or nobody knows
 * @param beside what recovery takes beside noticing and growing
 */
public record CostFacts(
        Size target,
        Size present,
        Racks least,
        long bytes,
        StepRates rates,
        Duration detection,
        Optional<Duration> presentGrowth,
        Optional<Duration> restore,
        Optional<Duration> lag,
        Optional<Duration> backupAge,
        Beside beside) {

    /** A datacenter keeps as many nodes in every rack, and a replica of each row in as many nodes. */
    public record Racks(int racks, int replicas) {
        int nodesMin() {
            return (Math.max(racks, replicas) + racks - 1) / racks * racks;
        }
    }
}
