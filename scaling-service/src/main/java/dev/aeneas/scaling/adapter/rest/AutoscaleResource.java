package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingCommand.DeleteAutoscalePolicy;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.autoscale.AutoscaleProcess;
import dev.aeneas.scaling.autoscale.Autoscaling;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Lets a datacenter follow its load, or not. */
@Path("/clusters/{cluster}/datacenters/{datacenter}/autoscale")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "autoscale")
public class AutoscaleResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<Autoscaling> kind;

    public AutoscaleResource(Gateway gateway, ProcessEngine engine, ProcessKind<Autoscaling> kind) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set or replace the policy of a datacenter",
            description =
                    """
                    The datacenter grows by one row of racks when every one of the last looks was above a target, and \
                    shrinks by one when each would have been well below all of them on the nodes that remain. Nothing \
                    changes outside the windows, during the cooldown, while a run is open, while a node is down \
                    anywhere in the cluster, or on less than a quorum of its nodes' answers.""")
    @APIResponse(responseCode = "200", description = "The policy holds")
    @APIResponse(responseCode = "404", description = "No such cluster or datacenter")
    @APIResponse(responseCode = "422", description = "Every rule that the policy breaks")
    public AutoscaleView set(
            @RestPath String cluster,
            @RestPath String datacenter,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            AutoscalePolicy policy) {
        RequiredBody.of(policy);
        gateway.submit(
                new SetAutoscalePolicy(new ClusterName(cluster), new DatacenterName(datacenter), policy),
                idempotencyKey);
        return get(cluster, datacenter);
    }

    @GET
    @Operation(summary = "The policy of a datacenter, and what it decided last")
    @APIResponse(responseCode = "404", description = "No policy is set")
    public AutoscaleView get(@RestPath String cluster, @RestPath String datacenter) {
        return engine.find(kind, AutoscaleProcess.id(new ClusterName(cluster), new DatacenterName(datacenter)))
                .filter(Autoscaling::isOn)
                .map(AutoscaleView::of)
                .orElseThrow(() -> new NotFoundException(datacenter + " has no autoscale policy"));
    }

    @DELETE
    @Operation(summary = "Leave the datacenter as it is from now on")
    @APIResponse(responseCode = "204", description = "No policy is set any more; a run that is open goes on")
    @APIResponse(responseCode = "404", description = "No policy was set")
    public void delete(
            @RestPath String cluster,
            @RestPath String datacenter,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        gateway.submit(
                new DeleteAutoscalePolicy(new ClusterName(cluster), new DatacenterName(datacenter)), idempotencyKey);
    }
}
