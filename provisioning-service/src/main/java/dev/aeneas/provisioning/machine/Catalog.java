package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * What a provider offers.
 *
 * @param skus smallest first; the first one is the default
 * @param versions of Cassandra, its own first
 * @param nodesPerZoneMax how many machines fit in one zone of a region, those of all clusters together
 * @param room what is left at the moment
 */
public record Catalog(
        Grain grain, List<String> regions, List<Sku> skus, List<String> versions, int nodesPerZoneMax, SeeRoom room) {
    public Catalog {
        regions = List.copyOf(regions);
        skus = List.copyOf(skus);
        versions = List.copyOf(versions);
    }

    /** Of a provider that does not tell what is left. */
    public Catalog(Grain grain, List<String> regions, List<Sku> skus, List<String> versions, int nodesPerZoneMax) {
        this(grain, regions, skus, versions, nodesPerZoneMax, topology -> null);
    }

    public Sku orDefault(Sku sku) {
        return sku == null ? skus.get(0) : sku;
    }
}
