package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverCommand.AbortMove;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.StayHere;
import dev.aeneas.contracts.FailoverCommand.SwitchOver;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.adapter.rest.RequiredBody;
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
import java.util.UUID;

/** Planned moves of a cluster's clients, and the commands that begin and abort them. */
@Path("/clusters/{cluster}")
@Blocking
public class MovesResource {
    private final Gateway gateway;
    private final Clusters clusters;

    public MovesResource(Gateway gateway, Clusters clusters) {
        this.gateway = gateway;
        this.clusters = clusters;
    }

    /** All may be left out, and so may the body. */
    public record MoveBody(String runId, DatacenterName to, Boolean shrink) {}

    @POST
    @Path("/switchover")
    public Response switchOver(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, MoveBody body) {
        var runId = runId(cluster, key, body);
        return begin(new SwitchOver(new ClusterName(cluster), runId, body == null ? null : body.to()), runId, key);
    }

    @POST
    @Path("/failback")
    public Response failBack(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, MoveBody body) {
        var runId = runId(cluster, key, body);
        return begin(new FailBack(new ClusterName(cluster), runId, body == null ? null : body.shrink()), runId, key);
    }

    @POST
    @Path("/stay")
    public Response stay(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, MoveBody body) {
        var runId = runId(cluster, key, body);
        return begin(new StayHere(new ClusterName(cluster), runId), runId, key);
    }

    /** The same key names the same move. */
    private static String runId(String cluster, String key, MoveBody body) {
        if (body != null && body.runId() != null) {
            return body.runId();
        }
        var unique = key == null ? UUID.randomUUID().toString() : key;
        return cluster + "-move-" + unique;
    }

    private Response begin(FailoverCommand command, String runId, String key) {
        gateway.submit(command, key);
        var cluster = command.cluster().value();
        return Response.accepted(get(cluster, runId))
                .location(URI.create("/clusters/" + cluster + "/moves/" + runId))
                .build();
    }

    /** The newest first. */
    @GET
    @Path("/moves")
    public List<MoveView> list(@PathParam("cluster") String cluster) {
        return clusters.get(new ClusterName(cluster)).moves().stream()
                .map(MoveView::of)
                .sorted(Comparator.comparing(MoveView::startedAt).reversed())
                .toList();
    }

    @GET
    @Path("/moves/{runId}")
    public MoveView get(@PathParam("cluster") String cluster, @PathParam("runId") String runId) {
        return clusters.get(new ClusterName(cluster)).moves().stream()
                .filter(move -> move.facts().runId().equals(runId))
                .findFirst()
                .map(MoveView::of)
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' has no move '" + runId + "'"));
    }

    @POST
    @Path("/moves/{runId}/abort")
    public MoveView abort(
            @PathParam("cluster") String cluster,
            @PathParam("runId") String runId,
            @HeaderParam("Idempotency-Key") String key,
            ReasonBody body) {
        RequiredBody.of(body);
        gateway.submit(new AbortMove(new ClusterName(cluster), runId, body.reason()), key);
        return get(cluster, runId);
    }
}
