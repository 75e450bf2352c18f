package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.AbortFailover;
import dev.aeneas.contracts.FailoverCommand.AcknowledgeFailover;
import dev.aeneas.contracts.FailoverCommand.FailOver;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.failover.canary.MeasureProcess;
import dev.aeneas.failover.run.FailoverRun;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Failover runs of a cluster, and the command that opens one. */
@Path("/clusters/{cluster}/failovers")
@Blocking
public class FailoversResource {
    private final Gateway gateway;
    private final Clusters clusters;
    private final ProcessEngine engine;

    public FailoversResource(Gateway gateway, Clusters clusters, ProcessEngine engine) {
        this.gateway = gateway;
        this.clusters = clusters;
        this.engine = engine;
    }

    /** What a person says who wants a failover now. */
    public record FailOverBody(String region, String reason) {}

    @POST
    public Response failOver(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, FailOverBody body) {
        var name = new ClusterName(cluster);
        RequiredBody.of(body);
        var runId = gateway.submit(new FailOver(name, body.region(), body.reason()), key).stream()
                .filter(FailoverStarted.class::isInstance)
                .map(said -> ((FailoverStarted) said).runId())
                .findFirst()
                .orElseThrow();
        return Response.accepted(get(cluster, runId))
                .location(URI.create("/clusters/" + cluster + "/failovers/" + runId))
                .build();
    }

    /** Who has seen it. */
    public record AcknowledgeBody(String by) {}

    @POST
    @Path("/{runId}/acknowledge")
    @Operation(summary = "Says that a person has seen this failover: the next one need not wait for the block window")
    public RunView acknowledge(
            @PathParam("cluster") String cluster,
            @PathParam("runId") String runId,
            @HeaderParam("Idempotency-Key") String key,
            AcknowledgeBody body) {
        RequiredBody.of(body);
        gateway.submit(new AcknowledgeFailover(new ClusterName(cluster), runId, body.by()), key);
        return get(cluster, runId);
    }

    @POST
    @Path("/{runId}/abort")
    @Operation(summary = "Ends an open run where it stands: growth stops at its next safe point, clients stay")
    public RunView abort(
            @PathParam("cluster") String cluster,
            @PathParam("runId") String runId,
            @HeaderParam("Idempotency-Key") String key,
            ReasonBody body) {
        RequiredBody.of(body);
        gateway.submit(new AbortFailover(new ClusterName(cluster), runId, body.reason()), key);
        return get(cluster, runId);
    }

    /** The newest first. */
    @GET
    public List<RunView> list(@PathParam("cluster") String cluster) {
        var runs = clusters.get(new ClusterName(cluster)).runs();
        var measured = engine.find(MeasureProcess.KIND, cluster);
        return runs.stream()
                .sorted(Comparator.comparing((FailoverRun r) -> r.facts().epoch())
                        .reversed())
                .map(run -> RunView.of(run, measured))
                .toList();
    }

    @GET
    @Path("/{runId}")
    public RunView get(@PathParam("cluster") String cluster, @PathParam("runId") String runId) {
        return clusters.get(new ClusterName(cluster)).runs().stream()
                .filter(run -> run.facts().runId().equals(runId))
                .findFirst()
                .map(run -> RunView.of(run, engine.find(MeasureProcess.KIND, cluster)))
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' has no run '" + runId + "'"));
    }
}
