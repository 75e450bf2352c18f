package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * What a run is asked to reach.
 *
 * @param nodeCount null: as it is
 * @param sku null: as it is
 * @param deadDatacenters whose nodes nobody waits for; empty in quiet times
 * @param spareCount nodes to keep prepared; null: as it is
 */
public record Demand(
        ClusterName cluster,
        DatacenterName datacenter,
        String runId,
        Integer nodeCount,
        Sku sku,
        List<DatacenterName> deadDatacenters,
        Integer spareCount) {

    public Demand {
        deadDatacenters = List.copyOf(deadDatacenters);
    }

    /** The command names its run, or its run is named after {@code messageId}. */
    public static Demand of(ScaleDatacenter command, String messageId) {
        return new Demand(
                command.cluster(),
                command.datacenter(),
                command.runId() == null ? messageId : command.runId(),
                command.nodeCount(),
                command.sku(),
                command.deadDatacenters(),
                command.spareCount());
    }

    public static Demand of(ScaleRequested event) {
        return new Demand(
                event.cluster(),
                event.datacenter(),
                event.runId(),
                event.nodeCount(),
                event.sku(),
                event.deadDatacenters(),
                event.spareCount());
    }

    public ScaleRequested accepted() {
        return accepted(List.of());
    }

    /** Says that the run is open; it begins when those that it supersedes have made way. */
    public ScaleRequested accepted(List<String> supersedes) {
        return new ScaleRequested(cluster, datacenter, runId, nodeCount, sku, deadDatacenters, spareCount, supersedes);
    }

    /** A datacenter is lost: streams may take all there is, and nothing is done that could wait. */
    public boolean emergency() {
        return !deadDatacenters.isEmpty();
    }
}
