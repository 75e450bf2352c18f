package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.platform.process.Work;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.ScalePlan;
import java.util.List;
import java.util.Optional;

/** What a run has to find out about the cluster itself. */
public sealed interface RunWork extends Work {

    /**
     * Finds out what a plan is made from; answered with {@link FactsSeen}.
     *
     * @param keyspacesNeeded nodes leave, so that the plan cannot do without the real replication
     */
    record Survey(String key, Demand demand, boolean keyspacesNeeded) implements RunWork {}

    /** Looks at every node until the ring is as planned or patience ends; answered with {@link RingSeen}. */
    record VerifyRing(String key, Demand demand, ScalePlan plan) implements RunWork {}

    /**
     * What could be found out.
     *
     * @param machines as they were last known
     */
    record FactsSeen(ClusterTopology machines, ClusterFacts facts) {
        /** What a plan would be made from without the lock; empty where the datacenter is gone. */
        Optional<PlanRequest> planning(Demand demand) {
            return machines.datacenter(demand.datacenter())
                    .map(there -> new PlanRequest(demand, new Offer(machines, Grain.NODE, List.of(), null), facts));
        }
    }

    /**
     * What the ring showed.
     *
     * @param findings what is not as planned; nothing means verified
     * @param unevenness how far the worst node is from even; null where it was not measured
     */
    record RingSeen(List<String> findings, Double unevenness) {
        public RingSeen {
            findings = List.copyOf(findings);
        }
    }
}
