package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.pace.Paces;
import dev.aeneas.backup.refusal.Refusals;
import dev.aeneas.backup.retention.RetentionWorker;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.contracts.BackupCommand.DeleteBackup;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.Refused;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Backups of a cluster. */
@Path("/clusters/{cluster}/backups")
@Tag(name = "backups", description = "Copies of a cluster")
public class BackupsResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<BackupRun> kind;
    private final RetentionWorker retention;
    private final Paces paces;

    public BackupsResource(
            Gateway gateway,
            ProcessEngine engine,
            ProcessKind<BackupRun> kind,
            RetentionWorker retention,
            Paces paces) {
        this.retention = retention;
        this.paces = paces;
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    /** Starts a backup; 202, and where to watch it. */
    @POST
    public Response start(
            @PathParam("cluster") String cluster,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            BackupBody body) {
        var wanted = body == null ? BackupBody.EVERYTHING : body;
        var command = wanted.command(new ClusterName(cluster), idempotencyKey);
        gateway.submit(command, idempotencyKey);
        return Response.accepted(get(cluster, command.backupId()))
                .location(URI.create("/clusters/" + cluster + "/backups/" + command.backupId()))
                .build();
    }

    @GET
    @Path("/{backupId}")
    public BackupView get(@PathParam("cluster") String cluster, @PathParam("backupId") String backupId) {
        return engine.find(kind, RunProcess.id(new ClusterName(cluster), backupId))
                .map(run -> BackupView.of(run, paces))
                .orElseThrow(() -> new NotFoundException("no backup is called '" + backupId + "'"));
    }

    @DELETE
    @Path("/{backupId}")
    @Operation(summary = "Deletes a backup, and what no other one needs, as soon as no backup is being made")
    public Response delete(
            @PathParam("cluster") String cluster,
            @PathParam("backupId") String backupId,
            @QueryParam("evenTheLast") @DefaultValue("false") boolean evenTheLast,
            @HeaderParam("Idempotency-Key") String idempotencyKey)
            throws IOException {
        var command = new DeleteBackup(new ClusterName(cluster), backupId, evenTheLast);
        var refusal = retention.refusal(command.cluster(), backupId, evenTheLast);
        if (refusal.isPresent()) {
            var refusals = new Refusals(command.cluster(), DeleteBackup.class, backupId);
            throw new Refused(refusals.because(
                    refusal.get().kind(), "backupId", refusal.get().reason()));
        }
        gateway.submit(command, idempotencyKey);
        return Response.accepted(command)
                .location(URI.create("/clusters/" + cluster + "/backups/" + backupId))
                .build();
    }

    /** Every backup that was ever asked for, newest first. */
    @GET
    public List<BackupView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(run -> run.request().cluster().equals(name))
                .map(run -> BackupView.of(run, paces))
                .sorted(Comparator.comparing(BackupView::requestedAt).reversed())
                .toList();
    }
}
