package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * What a provider offers.
 *
 * @param skus smallest first; the first one is the default
 * @param nodesPerZoneMax how many machines fit in one zone of a region, those of all clusters together
 */
public record Catalog(Grain grain, List<String> regions, List<Sku> skus, int nodesPerZoneMax) {
    public Catalog {
        regions = List.copyOf(regions);
        skus = List.copyOf(skus);
    }

    public Sku orDefault(Sku sku) {
        return sku == null ? skus.get(0) : sku;
    }
}
