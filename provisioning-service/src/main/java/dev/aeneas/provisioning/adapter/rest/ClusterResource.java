package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.platform.adapter.access.CurrentCaller;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.provisioning.adapter.rest.Bodies.ClusterBody;
import dev.aeneas.provisioning.adapter.rest.Views.ClusterView;
import dev.aeneas.provisioning.adapter.rest.Views.OperationView;
import dev.aeneas.provisioning.fault.Fault;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Clusters and their operations. */
@Path("/clusters")
@Tag(name = "clusters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class ClusterResource {
    private static final String KEY = "Idempotency-Key";

    private final Clusters clusters;
    private final CurrentCaller caller;

    public ClusterResource(Clusters clusters, CurrentCaller caller) {
        this.clusters = clusters;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Every cluster that the caller may see")
    public List<ClusterView> list() {
        return clusters.all().stream()
                .map(clusters::view)
                .filter(view -> caller.maySee(view.cluster()))
                .toList();
    }

    @POST
    @Operation(summary = "Creates a cluster; 202 with the operation that does it")
    public Response create(CreateCluster body, @HeaderParam(KEY) String key) {
        return clusters.order(RequiredBody.of(body), key);
    }

    @PUT
    @Path("/{cluster}")
    @Operation(summary = "Creates the cluster of that name; 202 with the operation that does it")
    public Response put(@PathParam("cluster") String name, ClusterBody body, @HeaderParam(KEY) String key) {
        return clusters.order(RequiredBody.of(body).named(new ClusterName(name)), key);
    }

    @GET
    @Path("/{cluster}")
    @Operation(summary = "A cluster with its datacenters and nodes")
    public ClusterView show(@PathParam("cluster") String name) {
        return clusters.view(clusters.existing(name));
    }

    @DELETE
    @Path("/{cluster}")
    @Operation(summary = "Deletes the cluster and its data; 202 with the operation that does it")
    public Response delete(@PathParam("cluster") String name, @HeaderParam(KEY) String key) {
        return clusters.order(new DeleteCluster(new ClusterName(name)), key);
    }

    @POST
    @Path("/{cluster}/deallocate")
    @Operation(summary = "Stops every node and keeps the data; 202 with the operation that does it")
    public Response deallocate(@PathParam("cluster") String name, @HeaderParam(KEY) String key) {
        return clusters.order(new DeallocateCluster(new ClusterName(name)), key);
    }

    @POST
    @Path("/{cluster}/start")
    @Operation(summary = "Starts the nodes of a deallocated cluster; 202 with the operation that does it")
    public Response start(@PathParam("cluster") String name, @HeaderParam(KEY) String key) {
        return clusters.order(new StartCluster(new ClusterName(name)), key);
    }

    @GET
    @Path("/{cluster}/faults/{fault}")
    @Operation(summary = "The newest fault: machines that are lost on purpose, and until when")
    public Fault fault(@PathParam("cluster") String name, @PathParam("fault") String id) {
        return clusters.existing(name).fault(id).orElseThrow(() -> Clusters.notFound(name, "fault", id));
    }

    @DELETE
    @Path("/{cluster}/faults/{fault}")
    @Operation(summary = "Brings the machines of a fault back now; 202 with the fault")
    public Response undo(
            @PathParam("cluster") String name, @PathParam("fault") String id, @HeaderParam(KEY) String key) {
        clusters.submit(new UndoFault(new ClusterName(name), id), key);
        return Response.accepted(fault(name, id)).build();
    }

    @GET
    @Path("/{cluster}/operations")
    @Operation(summary = "The operations that are remembered, the newest first")
    public List<OperationView> operations(@PathParam("cluster") String name) {
        var cluster = clusters.everExisted(name);
        return cluster.operations().stream()
                .map(operation -> OperationView.of(cluster, operation))
                .toList();
    }

    @GET
    @Path("/{cluster}/operations/{operation}")
    @Operation(summary = "An operation, its steps, and the error if it failed")
    public OperationView operation(@PathParam("cluster") String name, @PathParam("operation") String id) {
        var cluster = clusters.everExisted(name);
        return cluster.operation(id)
                .map(operation -> OperationView.of(cluster, operation))
                .orElseThrow(() -> Clusters.notFound(name, "operation", id));
    }
}
