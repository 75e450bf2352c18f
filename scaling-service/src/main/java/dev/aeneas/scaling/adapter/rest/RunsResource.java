package dev.aeneas.scaling.adapter.rest;

import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.run.ScaleRun;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Tells about runs, open and ended. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "scaling")
public class RunsResource {
    private final ProcessEngine engine;
    private final ProcessKind<ScaleRun> runs;

    public RunsResource(ProcessEngine engine, ProcessKind<ScaleRun> runs) {
        this.engine = engine;
        this.runs = runs;
    }

    @GET
    @Path("/runs/{runId}")
    @Operation(summary = "One run, by its id")
    public RunView run(@RestPath String runId) {
        return engine.find(runs, runId)
                .map(run -> RunView.of(run, Instant.now()))
                .orElseThrow(() -> new NotFoundException("run " + runId + " is not known"));
    }

    @GET
    @Path("/clusters/{cluster}/runs/{runId}")
    @Operation(summary = "One run of a cluster")
    public RunView runOfCluster(@RestPath String cluster, @RestPath String runId) {
        return engine.find(runs, runId)
                .map(run -> RunView.of(run, Instant.now()))
                .filter(run -> run.cluster().value().equals(cluster))
                .or(() -> admitted(cluster, runId))
                .orElseThrow(() -> new NotFoundException("run " + runId + " is not known in cluster " + cluster));
    }

    /** A run is admitted a moment before it is opened. */
    private Optional<RunView> admitted(String cluster, String runId) {
        return engine.find(ClusterDecisions.KIND, cluster)
                .flatMap(known -> known.runs().stream()
                        .filter(demand -> demand.runId().equals(runId))
                        .findFirst())
                .map(RunView::admitted);
    }

    @GET
    @Path("/clusters/{cluster}/runs")
    @Operation(summary = "Every run of a cluster, the newest first")
    public List<RunView> runsOfCluster(@RestPath String cluster) {
        if (engine.find(ClusterDecisions.KIND, cluster).isEmpty()) {
            throw new NotFoundException("cluster " + cluster + " is not known");
        }
        return engine.findAll(runs).stream()
                .filter(run -> run.asked().demand().cluster().value().equals(cluster))
                .map(run -> RunView.of(run, Instant.now()))
                .sorted(Comparator.comparing(RunView::requestedAt).reversed())
                .toList();
    }
}
