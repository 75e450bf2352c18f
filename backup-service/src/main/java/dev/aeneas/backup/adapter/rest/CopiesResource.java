package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.copy.CopyProcess;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.RequiredBody;
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

/** Copies of a backup in other stores. */
@Path("/clusters/{cluster}/backups/{backupId}/copies")
@Tag(name = "backups", description = "Copies of a cluster")
public class CopiesResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<CopyRun> kind;

    public CopiesResource(Gateway gateway, ProcessEngine engine, ProcessKind<CopyRun> kind) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    @POST
    @Operation(summary = "Copies a complete backup into another store; asking again goes on where it ended")
    public Response copy(
            @PathParam("cluster") String cluster,
            @PathParam("backupId") String backupId,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            CopyBody body) {
        RequiredBody.of(body);
        gateway.submit(body.command(new ClusterName(cluster), backupId), idempotencyKey);
        return Response.accepted(get(cluster, backupId, body.copyTo()))
                .location(URI.create("/clusters/" + cluster + "/backups/" + backupId + "/copies/" + body.copyTo()))
                .build();
    }

    @GET
    @Path("/{copyTo}")
    @Operation(summary = "The copy of a backup in a store")
    public CopyView get(
            @PathParam("cluster") String cluster,
            @PathParam("backupId") String backupId,
            @PathParam("copyTo") String copyTo) {
        return engine.find(kind, CopyProcess.id(new ClusterName(cluster), backupId, copyTo))
                .map(CopyView::of)
                .orElseThrow(() -> new NotFoundException("'" + backupId + "' was never copied to '" + copyTo + "'"));
    }

    @GET
    @Operation(summary = "Every copy of a backup that was ever asked for")
    public List<CopyView> list(@PathParam("cluster") String cluster, @PathParam("backupId") String backupId) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .map(CopyView::of)
                .filter(copy -> copy.cluster().equals(name) && copy.backupId().equals(backupId))
                .sorted(Comparator.comparing(CopyView::copyTo))
                .toList();
    }
}
