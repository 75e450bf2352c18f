package dev.aeneas.failover.adapter.scaling;

import dev.aeneas.platform.adapter.access.OwnToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What scaling-service has learnt of how long steps take; see its OpenAPI document. */
@RegisterClientHeaders(OwnToken.class)
@RegisterRestClient(configKey = "scaling")
@Path("/clusters/{cluster}/datacenters/{datacenter}/step-times")
@Produces(MediaType.APPLICATION_JSON)
interface StepTimesGateway {
    /** A line; {@code each} is for a node, or for a gibibyte where the step moves bytes. */
    record Line(Duration base, Duration each, boolean perGibibyte) {}

    @GET
    Map<String, Line> get(@PathParam("cluster") String cluster, @PathParam("datacenter") String datacenter);
}
