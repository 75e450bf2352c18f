package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.drill.DrillProcess;
import dev.aeneas.backup.drill.DrillRun;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.RestoreDrillCommand.AbortRestoreDrill;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a cluster's backups can be restored, tried in a scratch cluster. */
@Path("/clusters/{cluster}/restore-drills")
@Tag(name = "restore drills")
public class RestoreDrillsResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<DrillRun> kind;

    public RestoreDrillsResource(Gateway gateway, ProcessEngine engine, ProcessKind<DrillRun> kind) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    @POST
    @Operation(summary = "Restores a backup into a scratch cluster, compares every row, and deletes the cluster again")
    public Response drill(
            @PathParam("cluster") String cluster,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            DrillBody body) {
        var asked = body == null ? DrillBody.NOTHING : body;
        var command = asked.command(new ClusterName(cluster), idempotencyKey);
        gateway.submit(command, idempotencyKey);
        return Response.accepted(get(cluster, command.drillId()))
                .location(URI.create("/clusters/" + cluster + "/restore-drills/" + command.drillId()))
                .build();
    }

    @GET
    @Path("/{drillId}")
    @Operation(summary = "A restore drill")
    public DrillView get(@PathParam("cluster") String cluster, @PathParam("drillId") String drillId) {
        return engine.find(kind, DrillProcess.id(new ClusterName(cluster), drillId))
                .map(DrillView::of)
                .orElseThrow(() -> new NotFoundException("no restore drill is called '" + drillId + "'"));
    }

    @POST
    @Path("/{drillId}/abort")
    @Operation(summary = "Ends a restore drill: its restore at the next safe point, then the scratch cluster")
    public DrillView abort(
            @PathParam("cluster") String cluster,
            @PathParam("drillId") String drillId,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ReasonBody body) {
        gateway.submit(
                new AbortRestoreDrill(new ClusterName(cluster), drillId, ReasonBody.reasonOf(body)), idempotencyKey);
        return get(cluster, drillId);
    }

    @GET
    @Operation(summary = "Every restore drill of a cluster, newest first")
    public List<DrillView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(run -> run.request().cluster().equals(name))
                .map(DrillView::of)
                .sorted(Comparator.comparing(DrillView::requestedAt).reversed())
                .toList();
    }
}
