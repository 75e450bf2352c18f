package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.Sku;
import java.util.List;

/** What users send where the path has the name already; the rules are those of the commands. */
public final class Bodies {
    private Bodies() {}

    /** As {@link CreateCluster}, without the name. */
    public record ClusterBody(AutoReplicate autoReplicate, List<DatacenterSpec> datacenters) {
        CreateCluster named(ClusterName name) {
            return new CreateCluster(name, autoReplicate, datacenters);
        }
    }

    /** As {@link DatacenterSpec}, without the name. */
    public record DatacenterBody(
            String region, Integer nodeCount, Sku sku, Integer zones, Integer replicationFactor, Integer spareCount) {
        DatacenterSpec named(DatacenterName name) {
            if (nodeCount == null) {
                throw new InvalidField("nodeCount", "is required");
            }
            return new DatacenterSpec(name, region, nodeCount, sku, zones, replicationFactor, spareCount);
        }
    }
}
