package dev.aeneas.failover.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.failover.run.ClusterFailover;
import java.util.List;
import java.util.Optional;

/**
 * Where clients belong.
 *
 * @param epoch of two, the higher one is the newer
 * @param contactPoints addresses of nodes that serve clients now
 * @param consistency levels to step down to where those in use need every datacenter; absent: none has to be
 */
public record RoutingView(
        DatacenterName datacenter,
        long epoch,
        List<String> contactPoints,
        @JsonInclude(JsonInclude.Include.NON_NULL) Levels consistency) {

    /** Empty until a policy says which datacenter is the primary. */
    static Optional<RoutingView> of(ClusterFailover cluster) {
        return Optional.ofNullable(cluster.routing())
                .map(r -> new RoutingView(
                        r.datacenter(),
                        r.epoch(),
                        cluster.contactPoints(r.datacenter()),
                        cluster.steppedConsistency().orElse(null)));
    }
}
