package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.adapter.cluster.GatherCost;
import dev.aeneas.failover.cost.CostAdvice;
import dev.aeneas.failover.cost.Prices;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What each way to be ready costs, beside how long recovery would take. */
@Path("/clusters/{cluster}/cost-advice")
@Blocking
public class CostAdviceResource {
    private final Clusters clusters;
    private final GatherCost facts;

    public CostAdviceResource(Clusters clusters, GatherCost facts) {
        this.clusters = clusters;
        this.facts = facts;
    }

    @POST
    @Operation(
            summary = "Price per month against recovery: hot standby, warm standby of each size, backups only",
            description =
                    "With the price list of the body; forecasts are made of scaling's learnt rates and corrected by"
                            + " what drills measured. Changes nothing.")
    public CostAdvice advise(@PathParam("cluster") String cluster, Prices prices) {
        RequiredBody.of(prices);
        var known = clusters.get(new ClusterName(cluster));
        if (known.policy() == null) {
            throw new NotFoundException("cluster '" + cluster
                    + "' has no failover policy, which says where clients are and would go: PUT …/failover-policy");
        }
        return CostAdvice.of(prices, facts.gather(known));
    }
}
