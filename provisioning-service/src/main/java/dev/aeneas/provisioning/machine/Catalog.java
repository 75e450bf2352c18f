package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.Sku;
import java.util.List;
import java.util.Map;

/**
 * What a provider offers.
 *
 * @param skus smallest first; the first one is the default
 * @param versions of Cassandra, its own first
 * @param nodesPerZoneMax how many machines fit in one zone of a region, those of all clusters together
 * @param room what is left at the moment
 * @param zones how many a region has; one that is not named has as many as anybody wants
 * @param cannot faults that it cannot make, and what is missing for it, in words
 */
public record Catalog(
        Grain grain,
        List<String> regions,
        List<Sku> skus,
        List<String> versions,
        int nodesPerZoneMax,
        SeeRoom room,
        Map<String, Integer> zones,
        Map<FaultKind, String> cannot) {
    public Catalog {
        cannot = Map.copyOf(cannot);
        regions = List.copyOf(regions);
        skus = List.copyOf(skus);
        versions = List.copyOf(versions);
        zones = Map.copyOf(zones);
    }

    /** Of a provider that does not tell what is left. */
    public Catalog(Grain grain, List<String> regions, List<Sku> skus, List<String> versions, int nodesPerZoneMax) {
        this(grain, regions, skus, versions, nodesPerZoneMax, topology -> null);
    }

    /** The same provider on a machine where some faults cannot be made. */
    public Catalog without(Map<FaultKind, String> faults) {
        return new Catalog(grain, regions, skus, versions, nodesPerZoneMax, room, zones, faults);
    }

    /** Of a provider whose regions have as many zones as anybody wants. */
    public Catalog(
            Grain grain,
            List<String> regions,
            List<Sku> skus,
            List<String> versions,
            int nodesPerZoneMax,
            SeeRoom room) {
        this(grain, regions, skus, versions, nodesPerZoneMax, room, Map.of());
    }

    /** Of a provider that can make every fault. */
    public Catalog(
            Grain grain,
            List<String> regions,
            List<Sku> skus,
            List<String> versions,
            int nodesPerZoneMax,
            SeeRoom room,
            Map<String, Integer> zones) {
        this(grain, regions, skus, versions, nodesPerZoneMax, room, zones, Map.of());
    }

    /** What there is at this moment for a cluster with these machines. */
    public ProviderOfferChanged offer(ClusterTopology topology) {
        return new ProviderOfferChanged(topology.cluster(), grain, skus, room.room(topology));
    }

    public Sku orDefault(Sku sku) {
        return sku == null ? skus.get(0) : sku;
    }
}
