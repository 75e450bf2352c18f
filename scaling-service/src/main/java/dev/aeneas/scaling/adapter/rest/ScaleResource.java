package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.Refused;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlanner;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Asks for a datacenter of another size. */
@Path("/clusters/{cluster}/datacenters/{datacenter}/scale")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "scaling")
public class ScaleResource {
    private final Gateway gateway;
    private final ProcessEngine engine;

    public ScaleResource(Gateway gateway, ProcessEngine engine) {
        this.gateway = gateway;
        this.engine = engine;
    }

    @POST
    @Operation(summary = "Scale a datacenter, or with dryRun=true only plan it")
    @APIResponse(responseCode = "202", description = "A run was opened; Location says where it is told about")
    @APIResponse(responseCode = "200", description = "The plan as it would be made now")
    @APIResponse(responseCode = "404", description = "No such cluster or datacenter")
    @APIResponse(responseCode = "409", description = "Another run is open for this cluster")
    @APIResponse(responseCode = "422", description = "Every rule that the request breaks")
    public Response scale(
            @RestPath String cluster,
            @RestPath String datacenter,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ScaleRequest request) {
        if (request == null) {
            throw new InvalidField("$", "must be a JSON object with nodeCount or sku");
        }
        var command = request.command(cluster, datacenter);
        if (dryRun) {
            return Response.ok(plan(Demand.of(command, "dry-run"))).build();
        }
        var accepted = gateway.submit(command, idempotencyKey).stream()
                .filter(ScaleRequested.class::isInstance)
                .map(ScaleRequested.class::cast)
                .findFirst()
                .orElseThrow();
        var run = UriBuilder.fromPath("/clusters/{cluster}/runs/{run}").build(cluster, accepted.runId());
        return Response.accepted(accepted).location(run).build();
    }

    private PlanView plan(Demand demand) {
        var known = engine.find(ClusterDecisions.KIND, demand.cluster().value());
        ClusterDecisions.objection(known, demand).ifPresent(refusal -> {
            throw new Refused(refusal);
        });
        return PlanView.of(ScalePlanner.plan(known.orElseThrow().forecast(demand)));
    }
}
