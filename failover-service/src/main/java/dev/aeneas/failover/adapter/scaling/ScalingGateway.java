package dev.aeneas.failover.adapter.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.adapter.access.OwnToken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of scaling-service's REST interface that readiness needs; see its OpenAPI document. */
@RegisterClientHeaders(OwnToken.class)
@RegisterRestClient(configKey = "scaling")
@Path("/clusters/{cluster}/datacenters/{datacenter}/scale")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface ScalingGateway {
    /** What is wanted; the dead datacenters are those that nobody would wait for. */
    record Wanted(int nodeCount, Sku sku, List<DatacenterName> deadDatacenters) {}

    /** The part of a plan that counts here; {@code forecast} is null while nothing was measured yet. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Planned(int nodeCount, Duration forecast) {}

    @POST
    Planned plan(
            @PathParam("cluster") String cluster,
            @PathParam("datacenter") String datacenter,
            @QueryParam("dryRun") boolean dryRun,
            Wanted wanted);
}
