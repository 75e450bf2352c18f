package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.adapter.runtime.KnownClusters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Where a cluster's clients belong, now and from now on. */
@Path("/clusters/{cluster}/routing")
public class RoutingResource {
    /** Each replica hears of a change from Kafka; this is how soon its listeners do. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Clusters clusters;
    private final KnownClusters known;

    public RoutingResource(Clusters clusters, KnownClusters known) {
        this.clusters = clusters;
        this.known = known;
    }

    @GET
    @Blocking
    public RoutingView get(@PathParam("cluster") String cluster) {
        return RoutingView.of(clusters.get(new ClusterName(cluster)))
                .orElseThrow(() -> new NotFoundException(
                        "cluster '" + cluster + "' has no failover policy, which says where clients belong"));
    }

    /** Server-sent events: where they belong at once, and then every change. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<RoutingView> stream(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .map(tick -> known.find(name).filter(c -> !c.deleted()).flatMap(RoutingView::of))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .skip()
                .repetitions();
    }
}
