package dev.aeneas.scaling.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.forecast.Experience;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.Offer;
import dev.aeneas.scaling.plan.PlanRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster as provisioning last told it, and the runs that are open for it.
 *
 * @param topology null: there is no such cluster any more
 * @param skus of its provider, smallest first; empty before the first run
 * @param openRun null: nobody scales this cluster
 * @param next the run that {@code openRun} makes way for; null: none
 * @param experience what earlier runs took
 */
public record KnownCluster(
        ClusterTopology topology, List<Sku> skus, Demand openRun, Demand next, Experience experience) {
    static final KnownCluster NEW = new KnownCluster(null, List.of(), null, null, Experience.NONE);

    public KnownCluster {
        skus = skus == null ? List.of() : List.copyOf(skus);
        experience = experience == null ? Experience.NONE : experience;
    }

    KnownCluster seen(ClusterTopology newer) {
        boolean outdated = topology != null && topology.revision() >= newer.revision();
        return outdated ? this : new KnownCluster(newer, skus, openRun, next, experience);
    }

    KnownCluster deleted() {
        return new KnownCluster(null, skus, openRun, next, experience);
    }

    KnownCluster offering(List<Sku> sizes) {
        return new KnownCluster(topology, sizes, openRun, next, experience);
    }

    KnownCluster learning(ScaleCompleted run) {
        return new KnownCluster(topology, skus, openRun, next, experience.with(run));
    }

    /** Opens the run, or puts it behind the open one, in the place of whatever was there. */
    KnownCluster admitting(Demand run) {
        return openRun == null
                ? new KnownCluster(topology, skus, run, null, experience)
                : new KnownCluster(topology, skus, openRun, run, experience);
    }

    /** A run ended: the next one is open now; the end of a run that is not open changes nothing. */
    KnownCluster ended(String runId) {
        if (next != null && next.runId().equals(runId)) {
            return new KnownCluster(topology, skus, openRun, null, experience);
        }
        return openRun != null && openRun.runId().equals(runId)
                ? new KnownCluster(topology, skus, next, null, experience)
                : this;
    }

    /** Runs that are not over, the newest first. */
    public List<Demand> runs() {
        return Stream.of(Optional.ofNullable(next), Optional.ofNullable(openRun))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a plan would be made from now, without the lock. */
    public PlanRequest planning(Demand demand, ClusterFacts facts) {
        return new PlanRequest(demand, new Offer(topology, Grain.NODE, skus, null), facts);
    }
}
