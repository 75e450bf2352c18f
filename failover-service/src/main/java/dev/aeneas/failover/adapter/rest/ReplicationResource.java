package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import dev.aeneas.contracts.Observation.ReplicationLag;
import dev.aeneas.failover.adapter.probe.Canaries;
import dev.aeneas.failover.detection.VantagePoint;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How this observer's rows fare in each datacenter, and how far each is behind the others. */
@Path("/clusters/{cluster}/replication")
@Blocking
public class ReplicationResource {
    private final Clusters clusters;
    private final Canaries canaries;
    private final VantagePoint here;

    public ReplicationResource(Clusters clusters, Canaries canaries, VantagePoint here) {
        this.clusters = clusters;
        this.canaries = canaries;
        this.here = here;
    }

    /**
     * One datacenter as one observer sees it.
     *
     * @param lastGoodAt null: no write and read went well yet, or none was tried
     * @param error why the last one failed; null: it went well, or none was tried
     * @param behind how far it is behind each other datacenter
     */
    public record ReplicationView(
            DatacenterName datacenter,
            String observer,
            int failedRounds,
            Instant lastGoodAt,
            Duration latency,
            String error,
            List<ReplicationLag> behind) {}

    @GET
    @Operation(
            summary = "Replication lag of each pair of datacenters, measured by rows that this observer writes",
            description = "The age of the oldest row that was acknowledged at LOCAL_QUORUM in one datacenter and is not"
                    + " found at LOCAL_QUORUM in the other; looked at every canary-interval.")
    public List<ReplicationView> get(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return clusters.get(name).topology().datacenters().stream()
                .flatMap(d -> canaries.of(name, d.datacenter()).map(c -> view(d.datacenter(), c)).stream())
                .toList();
    }

    private ReplicationView view(DatacenterName datacenter, Canary canary) {
        return new ReplicationView(
                datacenter,
                here.name(),
                canary.failedRounds(),
                canary.lastGoodAt(),
                canary.latency(),
                canary.error(),
                canary.lags());
    }
}
