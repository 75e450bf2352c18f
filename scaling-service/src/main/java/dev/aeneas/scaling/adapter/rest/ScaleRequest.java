package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * What a datacenter is to become.
 *
 * @param nodeCount null: as it is
 * @param sku null: as it is
 * @param runId chosen by whoever asks, so that asking again is harmless; null: one is made
 * @param deadDatacenters whose nodes nobody waits for; null: none
 * @param spareCount nodes to keep prepared and not joined; null: as it is
 */
public record ScaleRequest(
        Integer nodeCount, Sku sku, String runId, List<DatacenterName> deadDatacenters, Integer spareCount) {
    ScaleDatacenter command(String cluster, String datacenter) {
        return new ScaleDatacenter(
                new ClusterName(cluster),
                new DatacenterName(datacenter),
                runId,
                nodeCount,
                sku,
                deadDatacenters,
                spareCount);
    }
}
