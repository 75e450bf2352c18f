package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Sku;
import java.util.List;

/**
 * The machines that there are, and those that the provider can add.
 *
 * @param skus sizes that it has, smallest first; empty while it has not said
 * @param room what it has left; null while it has not said
 */
public record Offer(ClusterTopology topology, Grain grain, List<Sku> skus, ProviderRoom room) {
    public Offer {
        skus = List.copyOf(skus);
    }

    /** Under the lock: these machines cannot change while the run holds it. */
    public static Offer of(TopologyReserved reserved) {
        return new Offer(reserved.topology(), reserved.grain(), reserved.skus(), reserved.room());
    }
}
