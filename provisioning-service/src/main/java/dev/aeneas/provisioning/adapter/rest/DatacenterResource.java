package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.provisioning.adapter.cluster.RingWork;
import dev.aeneas.provisioning.adapter.rest.Bodies.DatacenterBody;
import dev.aeneas.provisioning.adapter.rest.Views.DatacenterView;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datacenters of a cluster; their size is changed through the scaling service. */
@Path("/clusters/{cluster}/datacenters")
@Tag(name = "datacenters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class DatacenterResource {
    private static final Logger LOG = LoggerFactory.getLogger(DatacenterResource.class);
    private static final String KEY = "Idempotency-Key";

    private final Clusters clusters;
    private final RingWork nodes;

    public DatacenterResource(Clusters clusters, RingWork nodes) {
        this.clusters = clusters;
        this.nodes = nodes;
    }

    @GET
    @Operation(summary = "The cluster's datacenters with their nodes")
    public List<DatacenterView> list(@PathParam("cluster") String cluster) {
        return clusters.view(clusters.existing(cluster)).datacenters();
    }

    @POST
    @Operation(summary = "Adds a datacenter; 202 with the operation that does it")
    public Response create(@PathParam("cluster") String cluster, DatacenterSpec body, @HeaderParam(KEY) String key) {
        return clusters.order(new CreateDatacenter(new ClusterName(cluster), RequiredBody.of(body)), key);
    }

    @PUT
    @Path("/{datacenter}")
    @Operation(summary = "Adds the datacenter of that name; 202 with the operation that does it")
    public Response put(
            @PathParam("cluster") String cluster,
            @PathParam("datacenter") String datacenter,
            DatacenterBody body,
            @HeaderParam(KEY) String key) {
        var spec = RequiredBody.of(body).named(new DatacenterName(datacenter));
        return clusters.order(new CreateDatacenter(new ClusterName(cluster), spec), key);
    }

    @GET
    @Path("/{datacenter}")
    @Operation(summary = "A datacenter with its nodes")
    public DatacenterView show(@PathParam("cluster") String cluster, @PathParam("datacenter") String datacenter) {
        var name = new DatacenterName(datacenter);
        return clusters.view(clusters.existing(cluster)).datacenters().stream()
                .filter(view -> view.datacenter().equals(name.value()))
                .findFirst()
                .orElseThrow(() -> Clusters.notFound(cluster, "datacenter", datacenter));
    }

    @DELETE
    @Path("/{datacenter}")
    @Operation(summary = "Removes a datacenter that no user keyspace is replicated to; 202 with the operation")
    public Response delete(
            @PathParam("cluster") String cluster,
            @PathParam("datacenter") String datacenter,
            @HeaderParam(KEY) String key)
            throws InterruptedException {
        refuseWhileUsed(cluster, new DatacenterName(datacenter));
        return clusters.order(new DeleteDatacenter(new ClusterName(cluster), new DatacenterName(datacenter)), key);
    }

    /** A courtesy: the answer comes at once where it is known; the operation itself looks again. */
    private void refuseWhileUsed(String name, DatacenterName datacenter) throws InterruptedException {
        var cluster = clusters.existing(name);
        if (cluster.datacenter(datacenter).isEmpty() || cluster.lock().held() || cluster.deallocated()) {
            return;
        }
        try {
            var users = nodes.keyspaces().usedBy(cluster.topology(), datacenter);
            if (!users.isEmpty()) {
                throw Clusters.refused(
                        name,
                        Kind.CONFLICT,
                        "datacenter",
                        "must hold no user keyspace; still replicated to it: " + users);
            }
        } catch (ClusterException | ProvisioningFailed e) {
            LOG.info("Keyspaces not known before deleting: clusterId={} reason={}", name, e.getMessage());
        }
    }
}
