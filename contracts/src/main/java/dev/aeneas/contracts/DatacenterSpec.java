package dev.aeneas.contracts;

/**
 * A datacenter as asked for.
 *
 * @param region where it lives; each provider lists the regions that it has
 * @param nodeCount at least 1 and the replication factor, and a multiple of {@code zones}, so that racks stay balanced
 * @param sku size of each node; null: the provider's default
 * @param zones availability zones, each a rack; null: three, or fewer where the nodes are fewer
 * @param replicationFactor of system keyspaces, and of user keyspaces when {@code autoReplicate} says so; null: three, or
 *     fewer where the nodes are fewer
 * @param spareCount nodes to keep prepared and not joined, for a growth of seconds; made once the datacenter is ready; null: none
 */
public record DatacenterSpec(
        DatacenterName datacenter,
        String region,
        int nodeCount,
        Sku sku,
        Integer zones,
        Integer replicationFactor,
        Integer spareCount) {
    private static final int SPARES_MAX = 100;
    private static final int NODES_MAX = 1000;
    private static final int ZONES_DEFAULT = 3;

    public DatacenterSpec {
        Require.present("datacenter", datacenter);
        Require.identifier("region", region);
        Require.between("nodeCount", 1, NODES_MAX, nodeCount);
        zones = Require.between("zones", 1, nodeCount, zones == null ? Math.min(ZONES_DEFAULT, nodeCount) : zones);
        if (nodeCount % zones != 0) {
            throw new InvalidField(
                    "nodeCount",
                    "must be a multiple of zones (" + zones + ") so that racks stay balanced; was " + nodeCount);
        }
        replicationFactor = replicationFactor == null ? Math.min(ZONES_DEFAULT, nodeCount) : replicationFactor;
        if (replicationFactor < 1 || replicationFactor > nodeCount) {
            throw new InvalidField(
                    "replicationFactor", "must be from 1 to nodeCount (" + nodeCount + "); was " + replicationFactor);
        }
        spareCount = Require.between("spareCount", 0, SPARES_MAX, spareCount == null ? 0 : spareCount);
    }

    /** Without spares. */
    public DatacenterSpec(
            DatacenterName datacenter,
            String region,
            int nodeCount,
            Sku sku,
            Integer zones,
            Integer replicationFactor) {
        this(datacenter, region, nodeCount, sku, zones, replicationFactor, null);
    }
}
