package dev.aeneas.contracts;

import java.util.List;

/** What scaling-service can be asked for. */
public sealed interface ScalingCommand extends Command {

    /**
     * Brings a datacenter to a node count and a size.
     *
     * @param runId chosen by whoever asks, so that asking again is harmless; null: the message's id
     * @param nodeCount null: as it is
     * @param sku null: as it is
     * @param deadDatacenters whose nodes nobody waits for; empty in quiet times
     */
    record ScaleDatacenter(
            ClusterName cluster,
            DatacenterName datacenter,
            String runId,
            Integer nodeCount,
            Sku sku,
            List<DatacenterName> deadDatacenters)
            implements ScalingCommand {
        public ScaleDatacenter {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            if (nodeCount == null && sku == null) {
                throw new InvalidField("nodeCount", "or sku is required");
            }
            if (nodeCount != null) {
                Require.between("nodeCount", 1, 1000, nodeCount);
            }
            deadDatacenters = Require.list("deadDatacenters", deadDatacenters);
        }
    }
}
