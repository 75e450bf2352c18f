package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.AbortDrill;
import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.drill.Drills;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Rehearsals of the loss of a region, and their reports. */
@Path("/clusters/{cluster}/drills")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DrillsResource {
    private static final int ID_LENGTH = 8;

    private final Gateway gateway;
    private final Clusters clusters;
    private final ProcessEngine engine;
    private final ProcessKind<Drills> kind;

    public DrillsResource(Gateway gateway, Clusters clusters, ProcessEngine engine, ProcessKind<Drills> kind) {
        this.gateway = gateway;
        this.clusters = clusters;
        this.engine = engine;
        this.kind = kind;
    }

    /** See {@link StartDrill}; a drill without an id gets one. */
    public record DrillBody(
            String drillId,
            String region,
            FaultKind by,
            Boolean dry,
            Duration maxDuration,
            Duration hold,
            Boolean failBack,
            Duration rto,
            Duration rpo,
            Boolean workload) {
        StartDrill command(ClusterName cluster, String id) {
            return new StartDrill(cluster, id, region, by, dry, maxDuration, hold, failBack, rto, rpo, workload);
        }
    }

    /** See {@link ReportDrillObservation}. */
    public record ObservationBody(String source, Duration outage, long acknowledged, Long lost, Duration oldestLost) {}

    @POST
    @Operation(summary = "Rehearses the loss of a region; 202 with the drill, which looks first whether it may begin")
    public Response start(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, DrillBody body) {
        var name = new ClusterName(cluster);
        RequiredBody.of(body);
        clusters.get(name); // or 404
        var id = body.drillId() == null ? newId() : body.drillId();
        gateway.submit(body.command(name, id), key);
        return Response.accepted(get(cluster, id))
                .location(URI.create("/clusters/" + cluster + "/drills/" + id))
                .build();
    }

    @GET
    @Operation(summary = "The drills that are remembered, the newest first")
    public List<DrillView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.find(kind, cluster).map(Drills::all).orElse(List.of()).stream()
                .map(drill -> DrillView.of(name, drill))
                .toList();
    }

    @GET
    @Path("/{drill}")
    @Operation(summary = "A drill: where it is, what was seen and measured, the verdict")
    public DrillView get(@PathParam("cluster") String cluster, @PathParam("drill") String id) {
        return list(cluster).stream()
                .filter(drill -> drill.drillId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' has no drill '" + id + "'"));
    }

    @GET
    @Path("/{drill}/page")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The drill's report as one page that needs nothing else, with the drills before it")
    public String page(@PathParam("cluster") String cluster, @PathParam("drill") String id) {
        return DrillPage.of(get(cluster, id), list(cluster));
    }

    @POST
    @Path("/{drill}/abort")
    @Operation(summary = "Ends the drill now: the region is given back")
    public DrillView abort(
            @PathParam("cluster") String cluster,
            @PathParam("drill") String id,
            @HeaderParam("Idempotency-Key") String key,
            ReasonBody body) {
        gateway.submit(new AbortDrill(new ClusterName(cluster), id, ReasonBody.reasonOf(body)), key);
        return get(cluster, id);
    }

    @POST
    @Path("/{drill}/observations")
    @Operation(summary = "Adds what an application measured; a later word of the same source replaces the earlier one")
    public DrillView observed(
            @PathParam("cluster") String cluster,
            @PathParam("drill") String id,
            @HeaderParam("Idempotency-Key") String key,
            ObservationBody body) {
        RequiredBody.of(body);
        gateway.submit(
                new ReportDrillObservation(
                        new ClusterName(cluster),
                        id,
                        body.source(),
                        body.outage(),
                        body.acknowledged(),
                        body.lost(),
                        body.oldestLost()),
                key);
        return get(cluster, id);
    }

    private static String newId() {
        return "drill-" + UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }
}
