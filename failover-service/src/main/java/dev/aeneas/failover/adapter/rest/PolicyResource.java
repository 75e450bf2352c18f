package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.policy.FailoverPolicy;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** A cluster's failover policy. */
@Path("/clusters/{cluster}/failover-policy")
@Blocking
public class PolicyResource {
    private final Gateway gateway;
    private final Clusters clusters;

    public PolicyResource(Gateway gateway, Clusters clusters) {
        this.gateway = gateway;
        this.clusters = clusters;
    }

    /** What the caller may set; see {@link SetFailoverPolicy}. */
    public record PolicyBody(
            Mode mode,
            DatacenterName primary,
            DatacenterName standby,
            Integer targetNodeCount,
            Sku targetSku,
            OnDegraded onDegraded,
            FailoverTerms terms) {}

    @PUT
    public FailoverPolicy put(
            @PathParam("cluster") String cluster, @HeaderParam("Idempotency-Key") String key, PolicyBody body) {
        var name = new ClusterName(cluster);
        RequiredBody.of(body);
        gateway.submit(
                new SetFailoverPolicy(
                        name,
                        body.mode(),
                        body.primary(),
                        body.standby(),
                        body.targetNodeCount(),
                        body.targetSku(),
                        body.onDegraded(),
                        body.terms()),
                key);
        return clusters.get(name).policy();
    }

    @GET
    public FailoverPolicy get(@PathParam("cluster") String cluster) {
        var policy = clusters.get(new ClusterName(cluster)).policy();
        if (policy == null) {
            throw new NotFoundException("cluster '" + cluster + "' has no failover policy");
        }
        return policy;
    }
}
