package dev.aeneas.backup.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.backup.restore.Planner;
import dev.aeneas.backup.restore.RestorePolicy;
import dev.aeneas.backup.restore.RestoreProcess;
import dev.aeneas.backup.restore.RestoreRun;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.platform.adapter.access.CurrentCaller;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.inject.Singleton;
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
import java.util.Comparator;
import java.util.List;

/** Restores into a cluster. */
@Path("/clusters/{cluster}/restores")
public class RestoresResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<RestoreRun> kind;
    private final DryRun dryRun;
    private final CurrentCaller caller;

    public RestoresResource(
            Gateway gateway, ProcessEngine engine, ProcessKind<RestoreRun> kind, DryRun dryRun, CurrentCaller caller) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.dryRun = dryRun;
        this.caller = caller;
    }

    /** Starts a restore; 202, and where to watch it. As a dry run: what it would do, or every rule that it breaks. */
    @POST
    public Response start(
            @PathParam("cluster") String cluster,
            @QueryParam("dryRun") @DefaultValue("false") boolean dry,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            RestoreBody body)
            throws IOException {
        if (body == null) {
            throw new InvalidField("backupId", "is required");
        }
        var command = body.command(new ClusterName(cluster), idempotencyKey);
        caller.requireRoleFor(
                command.sourceCluster().value()); // or whoever may restore into one cluster could read all
        if (dry) {
            return Response.ok(dryRun.of(command)).build();
        }
        gateway.submit(command, idempotencyKey);
        return Response.accepted(get(cluster, command.restoreId()))
                .location(URI.create("/clusters/" + cluster + "/restores/" + command.restoreId()))
                .build();
    }

    @GET
    @Path("/{restoreId}")
    public RestoreView get(@PathParam("cluster") String cluster, @PathParam("restoreId") String restoreId) {
        return engine.find(kind, RestoreProcess.id(new ClusterName(cluster), restoreId))
                .map(run -> RestoreView.of(run, Instant.now(), dryRun.policy()))
                .orElseThrow(() -> new NotFoundException("no restore is called '" + restoreId + "'"));
    }

    /** Ends a restore at its next safe point; its error says what it leaves. */
    @POST
    @Path("/{restoreId}/abort")
    public RestoreView abort(
            @PathParam("cluster") String cluster,
            @PathParam("restoreId") String restoreId,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ReasonBody body) {
        gateway.submit(
                new AbortRestore(new ClusterName(cluster), restoreId, ReasonBody.reasonOf(body)), idempotencyKey);
        return get(cluster, restoreId);
    }

    /** Every restore that was ever asked for, newest first. */
    @GET
    public List<RestoreView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(run -> run.request().cluster().equals(name))
                .map(run -> RestoreView.of(run, Instant.now(), dryRun.policy()))
                .sorted(Comparator.comparing(RestoreView::requestedAt).reversed())
                .toList();
    }

    /**
     * What a restore would do.
     *
     * @param plan left out where rules are broken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlanView(boolean possible, List<Violation> violations, RestoreView.Plan plan) {}

    /** Makes plans without doing anything. */
    @Singleton
    public static class DryRun {
        private final Planner planner;
        private final KnownClusters clusters;
        private final BackupStores stores;
        private final RestorePolicy policy;

        public DryRun(Planner planner, KnownClusters clusters, BackupStores stores, RestorePolicy policy) {
            this.planner = planner;
            this.clusters = clusters;
            this.stores = stores;
            this.policy = policy;
        }

        RestorePolicy policy() {
            return policy;
        }

        PlanView of(RestoreBackup command) throws IOException {
            var topology = clusters.find(command.cluster())
                    .orElseThrow(() -> new NotFoundException("no cluster is called '" + command.cluster() + "'"));
            var preview = planner.preview(command, topology, stores.names(), Instant.now());
            var planned = preview.planned();
            return planned == null
                    ? new PlanView(false, preview.violations(), null)
                    : new PlanView(
                            true,
                            List.of(),
                            new RestoreView.Plan(
                                    planned.nodes(), planned.bytesTotal(), planned.forecast(), planned.notes()));
        }
    }
}
