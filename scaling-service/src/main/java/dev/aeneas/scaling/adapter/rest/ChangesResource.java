package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ChangeEvent.ChangeRequested;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand;
import dev.aeneas.contracts.ScalingCommand.ChangeNodes;
import dev.aeneas.contracts.ScalingCommand.ResumeRun;
import dev.aeneas.contracts.ScalingCommand.RollBackRun;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.Refused;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.adapter.rest.ChangeView.AcceptedChange;
import dev.aeneas.scaling.adapter.rest.ChangeView.PlanOfChange;
import dev.aeneas.scaling.change.ChangePlan;
import dev.aeneas.scaling.change.ChangeRules;
import dev.aeneas.scaling.change.Changes;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Changes of a datacenter's nodes: another configuration or version, a dead node replaced or removed. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "changes")
public class ChangesResource {
    private static final String KEY = "Idempotency-Key";

    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<Changes> kind;

    public ChangesResource(Gateway gateway, ProcessEngine engine, ProcessKind<Changes> kind) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    @POST
    @Path("/clusters/{cluster}/datacenters/{datacenter}/changes")
    @Operation(summary = "Change a datacenter's nodes, or with dryRun=true only say how and with what consequences")
    @APIResponse(
            responseCode = "202",
            description = "Accepted, with its consequences; Location says where it is told about")
    @APIResponse(responseCode = "200", description = "The plan as it would be made now")
    @APIResponse(responseCode = "404", description = "No such cluster or datacenter")
    @APIResponse(responseCode = "409", description = "Another change is open for this cluster")
    @APIResponse(responseCode = "422", description = "Every rule that the request breaks")
    public Response change(
            @RestPath String cluster,
            @RestPath String datacenter,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam(KEY) String key,
            ChangeRequest request) {
        RequiredBody.of(request);
        var command = new ChangeNodes(
                new ClusterName(cluster), new DatacenterName(datacenter), request.runId(), request.change());
        return dryRun ? Response.ok(PlanOfChange.of(plan(command))).build() : submit(command, key);
    }

    @POST
    @Path("/clusters/{cluster}/changes/{runId}/resume")
    @Operation(summary = "Go on with a change that stopped, as a run of its own")
    public Response resume(@RestPath String cluster, @RestPath String runId, @HeaderParam(KEY) String key) {
        return submit(new ResumeRun(new ClusterName(cluster), runId), key);
    }

    @POST
    @Path("/clusters/{cluster}/changes/{runId}/rollback")
    @Operation(summary = "Give every node what it had before a rolling change, as a run of its own")
    public Response rollBack(@RestPath String cluster, @RestPath String runId, @HeaderParam(KEY) String key) {
        return submit(new RollBackRun(new ClusterName(cluster), runId), key);
    }

    @GET
    @Path("/clusters/{cluster}/changes")
    @Operation(summary = "The changes that are remembered, the newest first")
    public List<ChangeView> changes(@RestPath String cluster) {
        return known(cluster).all().stream().map(ChangeView::of).toList();
    }

    @GET
    @Path("/clusters/{cluster}/changes/{runId}")
    @Operation(summary = "One change of a cluster")
    public ChangeView change(@RestPath String cluster, @RestPath String runId) {
        return known(cluster)
                .run(runId)
                .map(ChangeView::of)
                .orElseThrow(() -> new NotFoundException("change " + runId + " is not known in cluster " + cluster));
    }

    private Response submit(ScalingCommand command, String key) {
        var accepted = gateway.submit(command, key).stream()
                .filter(ChangeRequested.class::isInstance)
                .map(ChangeRequested.class::cast)
                .findFirst()
                .orElseThrow();
        var where = UriBuilder.fromPath("/clusters/{cluster}/changes/{run}")
                .build(accepted.cluster().value(), accepted.runId());
        var plan =
                plan(new ChangeNodes(accepted.cluster(), accepted.datacenter(), accepted.runId(), accepted.change()));
        return Response.accepted(new AcceptedChange(accepted.runId(), accepted.change(), plan.notes()))
                .location(where)
                .build();
    }

    private ChangePlan plan(ChangeNodes command) {
        var topology = known(command.cluster().value()).topology();
        if (topology == null) {
            throw new NotFoundException("cluster " + command.cluster() + " is not known");
        }
        var violations = ChangeRules.check(topology, command.datacenter(), command.change());
        if (!violations.isEmpty()) {
            var kindOf =
                    topology.datacenter(command.datacenter()).isEmpty() ? Refusal.Kind.NOT_FOUND : Refusal.Kind.INVALID;
            throw new Refused(new ScaleRefused(
                    command.cluster(), MessageTypes.nameOf(ChangeNodes.class), kindOf, violations, command.runId()));
        }
        return ChangePlan.of(topology.datacenter(command.datacenter()).orElseThrow(), command.change(), Map.of());
    }

    private Changes known(String cluster) {
        return engine.find(kind, cluster)
                .orElseThrow(() -> new NotFoundException("cluster " + cluster + " is not known"));
    }
}
