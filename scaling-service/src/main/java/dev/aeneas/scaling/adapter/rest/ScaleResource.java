package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.Refused;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlanner;
import dev.aeneas.scaling.verify.SurveyCluster;
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
    private final SurveyCluster survey;

    public ScaleResource(Gateway gateway, ProcessEngine engine, SurveyCluster survey) {
        this.gateway = gateway;
        this.engine = engine;
        this.survey = survey;
    }

    @POST
    @Operation(
            summary = "Scale a datacenter, or with dryRun=true only plan it",
            description =
                    """
                    While a run is open for the cluster, the newest request for the same datacenter supersedes it: the \
                    run stops at its next safe point (no step in flight, throttles put back) and the newer one goes on \
                    from there. An emergency (deadDatacenters is not empty) is superseded by another emergency only, and \
                    supersedes any run of the cluster; any other request for another datacenter is refused with 409.""")
    @APIResponse(responseCode = "202", description = "A run was opened; Location says where it is told about")
    @APIResponse(responseCode = "200", description = "The plan as it would be made now")
    @APIResponse(responseCode = "404", description = "No such cluster or datacenter")
    @APIResponse(
            responseCode = "409",
            description = "A run is open for this cluster that the request may not supersede")
    @APIResponse(responseCode = "422", description = "Every rule that the request breaks")
    public Response scale(
            @RestPath String cluster,
            @RestPath String datacenter,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ScaleRequest request) {
        RequiredBody.of(request);
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
        ClusterDecisions.objection(known, demand).ifPresent(ScaleResource::refuse);
        var cluster = known.orElseThrow();
        var facts = survey.survey(demand, cluster.topology(), false);
        var request = cluster.planning(demand, facts);
        ClusterDecisions.objection(request).ifPresent(ScaleResource::refuse);
        return PlanView.of(ScalePlanner.plan(request));
    }

    private static void refuse(ScaleRefused refusal) {
        throw new Refused(refusal);
    }
}
