package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.copy.CopyProcess;
import dev.aeneas.backup.copy.CopyRun;
import dev.aeneas.backup.run.BackupRun;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.backup.verification.Verification;
import dev.aeneas.backup.verification.Verification.Outcome;
import dev.aeneas.backup.verification.VerificationProcess;
import dev.aeneas.contracts.BackupCommand.VerifyBackup;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a backup can be read back from a store: the one that it was made into, or the one that is named. */
@Path("/clusters/{cluster}/backups/{backupId}/verification")
@Tag(name = "backups")
public class VerificationResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<Verification> kind;
    private final ProcessKind<BackupRun> backups;
    private final ProcessKind<CopyRun> copies;

    public VerificationResource(
            Gateway gateway,
            ProcessEngine engine,
            ProcessKind<Verification> kind,
            ProcessKind<BackupRun> backups,
            ProcessKind<CopyRun> copies) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.backups = backups;
        this.copies = copies;
    }

    /**
     * A verification as it is shown.
     *
     * @param state {@code Reading}, {@code Completed} when all that was read is well, else {@code Failed}
     * @param last null: nothing was read yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(ClusterName cluster, String backupId, String store, String state, int percent, Outcome last) {
        static View of(Verification verification) {
            var last = verification.last();
            var ended = last != null && last.isWell() ? "Completed" : "Failed";
            return new View(
                    verification.cluster(),
                    verification.backupId(),
                    verification.store(),
                    verification.isReading() ? "Reading" : ended,
                    verification.percent(),
                    last);
        }
    }

    @GET
    @Operation(summary = "What reading the backup back from the store that it was made into found last")
    public View get(@PathParam("cluster") String cluster, @PathParam("backupId") String backupId) {
        return get(cluster, backupId, madeInto(new ClusterName(cluster), backupId));
    }

    @GET
    @Path("/{store}")
    @Operation(summary = "What reading the backup back from a store found last")
    public View get(
            @PathParam("cluster") String cluster,
            @PathParam("backupId") String backupId,
            @PathParam("store") String store) {
        return engine.find(kind, VerificationProcess.id(new ClusterName(cluster), backupId, store))
                .map(View::of)
                .orElseThrow(() -> new NotFoundException(
                        "backup '" + backupId + "' was never read back from the store '" + store + "'"));
    }

    private String madeInto(ClusterName cluster, String backupId) {
        return engine.find(backups, RunProcess.id(cluster, backupId))
                .map(run -> run.request().store())
                .orElse(BackupStores.DEFAULT);
    }

    private boolean isIn(ClusterName cluster, String backupId, String store) {
        boolean made = engine.find(backups, RunProcess.id(cluster, backupId))
                .filter(run -> run instanceof Completed && run.request().isIn(store))
                .isPresent();
        return made
                || engine.find(copies, CopyProcess.id(cluster, backupId, store))
                        .filter(CopyRun.Copied.class::isInstance)
                        .isPresent();
    }

    @POST
    @Operation(summary = "Reads a share of the backup back, of each table of each node at least one file")
    public Response verify(
            @PathParam("cluster") String cluster,
            @PathParam("backupId") String backupId,
            @QueryParam("percent") Integer percent,
            @QueryParam("store") String store,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        var name = new ClusterName(cluster);
        var from = store == null ? madeInto(name, backupId) : store;
        if (!isIn(name, backupId, from)) {
            throw new NotFoundException("no complete backup in the store '" + from + "' is called '" + backupId + "'");
        }
        gateway.submit(new VerifyBackup(name, backupId, percent, from), idempotencyKey);
        return Response.accepted(get(cluster, backupId, from))
                .location(URI.create("/clusters/" + cluster + "/backups/" + backupId + "/verification/" + from))
                .build();
    }
}
