package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * What a datacenter is to be like.
 *
 * @param datacenter its name, region and racks; its nodes as they are do not matter
 * @param seeds addresses of living nodes of the cluster's other datacenters; none for the first one
 * @param stopped its nodes are to be down, and keep their data
 */
public record DatacenterOrder(
        ClusterName cluster,
        Datacenter datacenter,
        int nodeCount,
        Sku sku,
        NodeSetup setup,
        List<String> seeds,
        boolean stopped) {
    public DatacenterOrder {
        seeds = List.copyOf(seeds);
    }

    public DatacenterOrder withNodeCount(int changed) {
        return new DatacenterOrder(cluster, datacenter, changed, sku, setup, seeds, stopped);
    }

    public DatacenterOrder withSku(Sku changed) {
        return new DatacenterOrder(cluster, datacenter, nodeCount, changed, setup, seeds, stopped);
    }

    public DatacenterOrder withSeeds(List<String> changed) {
        return new DatacenterOrder(cluster, datacenter, nodeCount, sku, setup, changed, stopped);
    }
}
