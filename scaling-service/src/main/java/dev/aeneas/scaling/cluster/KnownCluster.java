package dev.aeneas.scaling.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.PlanRequest;
import java.util.List;
import java.util.Map;

/**
 * A cluster as provisioning last told it, and the run that is open for it.
 *
 * @param topology null: there is no such cluster any more
 * @param skus of its provider, smallest first; empty before the first run
 * @param openRun null: nobody scales this cluster
 */
public record KnownCluster(ClusterTopology topology, List<Sku> skus, Demand openRun) {
    public KnownCluster {
        skus = skus == null ? List.of() : List.copyOf(skus);
    }

    KnownCluster seen(ClusterTopology newer) {
        boolean outdated = topology != null && topology.revision() >= newer.revision();
        return outdated ? this : new KnownCluster(newer, skus, openRun);
    }

    KnownCluster deleted() {
        return new KnownCluster(null, skus, openRun);
    }

    KnownCluster offering(List<Sku> sizes) {
        return new KnownCluster(topology, sizes, openRun);
    }

    KnownCluster admitting(Demand run) {
        return new KnownCluster(topology, skus, run);
    }

    /** The run ended; the end of any other run changes nothing. */
    KnownCluster ended(String runId) {
        return openRun != null && openRun.runId().equals(runId) ? new KnownCluster(topology, skus, null) : this;
    }

    /** What a plan would be made from now, without the lock. */
    public PlanRequest forecast(Demand demand) {
        return new PlanRequest(demand, topology, Grain.NODE, skus, Map.of());
    }
}
