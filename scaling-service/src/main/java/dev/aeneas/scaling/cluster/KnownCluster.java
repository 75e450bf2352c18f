package dev.aeneas.scaling.cluster;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
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
 * @param skus of its provider, smallest first; empty while it has not said
 * @param grain of its provider; single nodes while it has not said
 * @param room what its provider has left; null while it has not said
 * @param openRun null: nobody scales this cluster
 * @param next the run that {@code openRun} makes way for; null: none
 * @param experience what earlier runs took
 * @param spareRuns runs that make missing spares, as soon as nobody else scales this cluster
 */
public record KnownCluster(
        ClusterTopology topology,
        List<Sku> skus,
        Grain grain,
        ProviderRoom room,
        Demand openRun,
        Demand next,
        Experience experience,
        List<Demand> spareRuns) {
    static final KnownCluster NEW =
            new KnownCluster(null, List.of(), Grain.NODE, null, null, null, Experience.NONE, List.of());

    public KnownCluster {
        skus = skus == null ? List.of() : List.copyOf(skus);
        grain = grain == null ? Grain.NODE : grain;
        experience = experience == null ? Experience.NONE : experience;
        spareRuns = spareRuns == null ? List.of() : List.copyOf(spareRuns);
    }

    KnownCluster seen(ClusterTopology newer) {
        boolean outdated = topology != null && topology.revision() >= newer.revision();
        return outdated ? this : new KnownCluster(newer, skus, grain, room, openRun, next, experience, spareRuns);
    }

    KnownCluster deleted() {
        return new KnownCluster(null, skus, grain, room, openRun, next, experience, List.of());
    }

    KnownCluster offering(List<Sku> sizes, Grain itsGrain) {
        return new KnownCluster(topology, sizes, itsGrain, room, openRun, next, experience, spareRuns);
    }

    KnownCluster offered(ProviderOfferChanged offer) {
        return new KnownCluster(
                topology, offer.skus(), offer.grain(), offer.room(), openRun, next, experience, spareRuns);
    }

    KnownCluster learning(ScaleCompleted run) {
        return new KnownCluster(topology, skus, grain, room, openRun, next, experience.with(run), spareRuns);
    }

    /** Opens the run, or puts it behind the open one, in the place of whatever was there. */
    KnownCluster admitting(Demand run) {
        return openRun == null
                ? new KnownCluster(topology, skus, grain, room, run, null, experience, spareRuns)
                : new KnownCluster(topology, skus, grain, room, openRun, run, experience, spareRuns);
    }

    /** A run ended: the next one is open now; the end of a run that is not open changes nothing. */
    KnownCluster ended(String runId) {
        if (next != null && next.runId().equals(runId)) {
            return new KnownCluster(topology, skus, grain, room, openRun, null, experience, spareRuns);
        }
        return openRun != null && openRun.runId().equals(runId)
                ? new KnownCluster(topology, skus, grain, room, next, null, experience, spareRuns)
                : this;
    }

    /** A datacenter lacks spares, if it is to have any; one run for each is enough. */
    KnownCluster awaitingSpares(DatacenterName datacenter, String runId) {
        boolean wanted = topology != null
                && topology.datacenter(datacenter)
                        .filter(d -> d.spareCount() > 0)
                        .isPresent()
                && spareRuns.stream().noneMatch(run -> run.datacenter().equals(datacenter));
        if (!wanted) {
            return this;
        }
        var run = new Demand(topology.cluster(), datacenter, runId, null, null, List.of(), null);
        var waiting = Stream.concat(spareRuns.stream(), Stream.of(run)).toList();
        return new KnownCluster(topology, skus, grain, room, openRun, next, experience, waiting);
    }

    /** The same without the first run that waits to make spares. */
    KnownCluster beginningSpares() {
        return new KnownCluster(
                topology, skus, grain, room, openRun, next, experience, spareRuns.subList(1, spareRuns.size()));
    }

    /** Runs that are not over, the newest first. */
    public List<Demand> runs() {
        return Stream.of(Optional.ofNullable(next), Optional.ofNullable(openRun))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a plan would be made from now, without the lock. */
    public PlanRequest planning(Demand demand, ClusterFacts facts) {
        return new PlanRequest(demand, new Offer(topology, grain, skus, room), facts);
    }
}
