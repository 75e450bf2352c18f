package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.failover.readiness.Readiness;
import dev.aeneas.failover.readiness.ReadinessProcess.GatherFacts;
import dev.aeneas.failover.readiness.ReadinessState;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether a failover of this cluster would work today. */
@Path("/clusters/{cluster}/readiness")
@Blocking
public class ReadinessResource {
    private final Clusters clusters;
    private final ProcessEngine engine;
    private final ProcessKind<ReadinessState> kind;
    private final GatherFacts facts;

    public ReadinessResource(
            Clusters clusters, ProcessEngine engine, ProcessKind<ReadinessState> kind, GatherFacts facts) {
        this.clusters = clusters;
        this.engine = engine;
        this.kind = kind;
        this.facts = facts;
    }

    @GET
    @Operation(
            summary = "Whether a failover would work today, each reason against it with its remedy",
            description = "As found by the last look, see checkedAt; with fresh=true everything is looked at now.")
    public Readiness get(
            @PathParam("cluster") String cluster, @QueryParam("fresh") @DefaultValue("false") boolean fresh) {
        var name = new ClusterName(cluster);
        clusters.get(name); // or 404
        var state = engine.find(kind, cluster);
        if (fresh) {
            return Readiness.of(
                    facts.gather(name, state.map(ReadinessState::observers).orElse(Map.of())));
        }
        return state.map(ReadinessState::last)
                .orElseThrow(() -> new NotFoundException("cluster '" + cluster + "' was not looked at yet"));
    }
}
