package dev.aeneas.failover.adapter.precaution;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.aeneas.platform.adapter.access.OwnToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of backup-service's REST interface that readiness needs; see its OpenAPI document. */
@RegisterClientHeaders(OwnToken.class)
@RegisterRestClient(configKey = "backup")
@Path("/clusters/{cluster}/backups")
@Produces(MediaType.APPLICATION_JSON)
interface BackupGateway {
    /** The part of a backup that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Backup(String backupId, String store, String state) {}

    /** The part of a copy that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Copy(String copyTo, String state) {}

    @GET
    List<Backup> backups(@PathParam("cluster") String cluster);

    @GET
    @Path("/{backupId}/copies")
    List<Copy> copies(@PathParam("cluster") String cluster, @PathParam("backupId") String backupId);
}
