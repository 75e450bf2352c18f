package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverEvent.Vote;
import dev.aeneas.failover.detection.Judged;
import dev.aeneas.failover.detection.RegionDecisions;
import dev.aeneas.failover.detection.RegionState;
import dev.aeneas.platform.process.ProcessEngine;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of each region of a cluster. */
@Path("/clusters/{cluster}/regions")
@Blocking
public class RegionsResource {
    private final Clusters clusters;
    private final ProcessEngine engine;

    public RegionsResource(Clusters clusters, ProcessEngine engine) {
        this.clusters = clusters;
        this.engine = engine;
    }

    /**
     * A region.
     *
     * @param verdict Healthy, Suspected, Down, Quarantined; Unknown until it answered for the first time
     * @param at when that was decided; null while it is unknown
     * @param votes that decided it
     * @param undecidable why a person was asked; null while nobody was
     */
    public record RegionView(
            String region,
            List<DatacenterName> datacenters,
            String verdict,
            Instant at,
            List<Vote> votes,
            String undecidable) {}

    @GET
    public List<RegionView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        var datacenters = clusters.get(name).topology().datacenters();
        return datacenters.stream()
                .map(Datacenter::region)
                .distinct()
                .map(region -> view(region, datacenters, engine.find(RegionDecisions.KIND, Judged.idOf(name, region))))
                .toList();
    }

    private static RegionView view(String region, List<Datacenter> all, Optional<RegionState> state) {
        return new RegionView(
                region,
                all.stream()
                        .filter(d -> d.region().equals(region))
                        .map(Datacenter::datacenter)
                        .toList(),
                state.map(s -> s.getClass().getSimpleName()).orElse("Unknown"),
                state.map(RegionState::at).orElse(null),
                state.map(RegionState::votes).orElse(List.of()),
                state.filter(RegionState.Suspected.class::isInstance)
                        .map(s -> ((RegionState.Suspected) s).undecidable())
                        .orElse(null));
    }
}
