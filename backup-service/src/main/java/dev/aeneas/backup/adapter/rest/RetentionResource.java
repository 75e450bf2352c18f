package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.retention.RetentionState;
import dev.aeneas.backup.retention.RetentionState.Outcome;
import dev.aeneas.backup.retention.RetentionWorker;
import dev.aeneas.contracts.BackupCommand.ApplyRetention;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How long the backups of a cluster are kept. */
@Path("/clusters/{cluster}/backup-retention")
@Tag(name = "backup retention", description = "Which backups go, and when")
public class RetentionResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<RetentionState> kind;
    private final RetentionWorker worker;

    public RetentionResource(
            Gateway gateway, ProcessEngine engine, ProcessKind<RetentionState> kind, RetentionWorker worker) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.worker = worker;
    }

    /**
     * Retention as it is shown.
     *
     * @param state {@code Idle}, {@code Queued}, {@code Planning} or {@code Sweeping}
     * @param nextAt null: a run is on
     * @param last null: no run has ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(ClusterName cluster, String state, Instant nextAt, int runs, Outcome last) {
        static View of(RetentionState state) {
            var history = state.history();
            return new View(
                    history.cluster(),
                    state.getClass().getSimpleName(),
                    state.wakeAt().orElse(null),
                    history.runs(),
                    history.last());
        }
    }

    @GET
    @Operation(summary = "What retention did last, and when it comes next")
    public View get(@PathParam("cluster") String cluster) {
        return engine.find(kind, cluster)
                .map(View::of)
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' never had a backup"));
    }

    @POST
    @Operation(summary = "Deletes now what need not be kept; with dryRun=true only says what that is")
    public Response apply(
            @PathParam("cluster") String cluster,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam("Idempotency-Key") String idempotencyKey)
            throws IOException, InterruptedException {
        var name = new ClusterName(cluster);
        if (dryRun) {
            return Response.ok(worker.preview(name)).build();
        }
        gateway.submit(new ApplyRetention(name), idempotencyKey);
        return Response.accepted(get(cluster))
                .location(URI.create("/clusters/" + cluster + "/backup-retention"))
                .build();
    }
}
