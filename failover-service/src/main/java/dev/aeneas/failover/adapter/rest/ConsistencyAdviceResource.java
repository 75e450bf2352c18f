package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.failover.adapter.cluster.UserKeyspaces;
import dev.aeneas.failover.advice.ConsistencyAdvice;
import dev.aeneas.failover.run.ClusterFailover;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What each consistency level survives and loses in this cluster. */
@Path("/clusters/{cluster}/consistency-advice")
@Blocking
public class ConsistencyAdviceResource {
    private final Clusters clusters;
    private final UserKeyspaces keyspaces;

    public ConsistencyAdviceResource(Clusters clusters, UserKeyspaces keyspaces) {
        this.clusters = clusters;
        this.keyspaces = keyspaces;
    }

    @GET
    @Operation(
            summary = "What each consistency level survives and loses, computed from the real replication",
            description =
                    "One entry per keyspace of the user, for clients in the primary that the failover policy names.")
    public List<ConsistencyAdvice> get(@PathParam("cluster") String cluster) {
        var known = clusters.get(new ClusterName(cluster));
        requirePolicy(known);
        var policy = known.policy();
        return keyspaces
                .of(known)
                .orElseThrow(() -> new ServiceUnavailableException("no node of cluster " + cluster + " answers CQL"))
                .stream()
                .map(k -> ConsistencyAdvice.of(k, known.topology(), policy.primary(), policy.standby()))
                .toList();
    }

    private static void requirePolicy(ClusterFailover cluster) {
        if (cluster.policy() == null) {
            throw new NotFoundException("cluster '" + cluster.topology().cluster()
                    + "' has no failover policy, which says where clients are and would go; set one by "
                    + MessageTypes.nameOf(SetFailoverPolicy.class) + " or PUT …/failover-policy");
        }
    }
}
