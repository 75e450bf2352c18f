package dev.aeneas.scaling.spare;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.look.OpenRun;
import java.util.List;

/**
 * What one look found: the report of {@link LookAtSpares}.
 *
 * @param openRun of the cluster; null: none
 * @param datacenters those that are to keep spares; none: there is nothing to look at any more
 */
public record SparesSeen(OpenRun openRun, List<Kept> datacenters) {

    public SparesSeen {
        datacenters = List.copyOf(datacenters);
    }

    /**
     * The spares of a datacenter.
     *
     * @param spareCount that it is to keep
     * @param answering of its prepared nodes
     * @param quiet every node that owns data answers, and none of them sees any node of the cluster down
     */
    public record Kept(DatacenterName datacenter, int spareCount, int answering, boolean quiet) {
        boolean lacks() {
            return quiet && answering < spareCount;
        }
    }
}
