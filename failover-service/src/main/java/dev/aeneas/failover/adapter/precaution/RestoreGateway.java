package dev.aeneas.failover.adapter.precaution;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.aeneas.platform.adapter.access.OwnToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of backup-service's REST interface that tells how long recovery from backups takes; see its OpenAPI document. */
@RegisterClientHeaders(OwnToken.class)
@RegisterRestClient(configKey = "backup")
@Path("/clusters/{cluster}")
@Produces(MediaType.APPLICATION_JSON)
interface RestoreGateway {
    /** The part of a restore that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Restore(String state, Instant endedAt, Duration took, Plan plan) {}

    /** What was fetched. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Plan(long bytesTotal) {}

    /** The part of a backup that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Backup(String state, Instant snapshotAt) {}

    @GET
    @Path("/restores")
    List<Restore> restores(@PathParam("cluster") String cluster);

    @GET
    @Path("/backups")
    List<Backup> backups(@PathParam("cluster") String cluster);
}
