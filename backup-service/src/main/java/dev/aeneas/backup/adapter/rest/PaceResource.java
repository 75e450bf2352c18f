package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.pace.Pace;
import dev.aeneas.backup.pace.Paces;
import dev.aeneas.contracts.ClusterName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How fast files go to and from a cluster's nodes. */
@Path("/clusters/{cluster}/pace")
@Tag(name = "backups", description = "Copies of a cluster")
public class PaceResource {
    private final Paces paces;

    public PaceResource(Paces paces) {
        this.paces = paces;
    }

    @GET
    @Operation(
            summary = "Each node that backups or restores go on at this moment through this replica: how fast, and why")
    public List<Pace.Shown> get(@PathParam("cluster") String cluster) {
        return paces.shown(new ClusterName(cluster));
    }
}
