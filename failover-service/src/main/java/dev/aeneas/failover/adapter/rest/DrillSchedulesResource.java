package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverCommand.DeleteDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PauseDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PutDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.ResumeDrillSchedule;
import dev.aeneas.failover.adapter.rest.DrillsResource.DrillBody;
import dev.aeneas.failover.drill.schedule.DrillSchedule;
import dev.aeneas.failover.drill.schedule.DrillScheduleProcess;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** When rehearsals begin by themselves. */
@Path("/clusters/{cluster}/drill-schedules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DrillSchedulesResource {
    private final Gateway gateway;
    private final Clusters clusters;
    private final ProcessEngine engine;
    private final ProcessKind<DrillSchedule> kind;

    public DrillSchedulesResource(
            Gateway gateway, Clusters clusters, ProcessEngine engine, ProcessKind<DrillSchedule> kind) {
        this.gateway = gateway;
        this.clusters = clusters;
        this.engine = engine;
        this.kind = kind;
    }

    /** See {@link PutDrillSchedule}; the drill needs no id. */
    public record ScheduleBody(String cronExpression, String timeZone, DrillBody drill) {}

    @PUT
    @Path("/{name}")
    @Operation(summary = "Creates or replaces a schedule of drills; a paused one stays paused")
    public DrillScheduleView put(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String key,
            ScheduleBody body) {
        var known = new ClusterName(cluster);
        RequiredBody.of(body);
        RequiredBody.of(body.drill());
        clusters.get(known); // or 404
        gateway.submit(
                new PutDrillSchedule(
                        known,
                        name,
                        body.cronExpression(),
                        body.timeZone(),
                        body.drill().command(known, name)),
                key);
        return get(cluster, name);
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A schedule of drills: when it comes next, what it asked for last, what was missed")
    public DrillScheduleView get(@PathParam("cluster") String cluster, @PathParam("name") String name) {
        return engine.find(kind, DrillScheduleProcess.id(new ClusterName(cluster), name))
                .filter(DrillSchedule::exists)
                .map(DrillScheduleView::of)
                .orElseThrow(() -> new NotFoundException("no drill schedule is called '" + name + "'"));
    }

    @GET
    @Operation(summary = "The schedules of drills of a cluster")
    public List<DrillScheduleView> list(@PathParam("cluster") String cluster) {
        var known = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(schedule -> schedule.exists() && schedule.cluster().equals(known))
                .map(DrillScheduleView::of)
                .sorted(Comparator.comparing(DrillScheduleView::scheduleName))
                .toList();
    }

    @POST
    @Path("/{name}/pause")
    @Operation(summary = "Lets due times pass until the schedule is resumed")
    public DrillScheduleView pause(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String key) {
        gateway.submit(new PauseDrillSchedule(new ClusterName(cluster), name), key);
        return get(cluster, name);
    }

    @POST
    @Path("/{name}/resume")
    @Operation(summary = "Goes on from the next due time")
    public DrillScheduleView resume(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String key) {
        gateway.submit(new ResumeDrillSchedule(new ClusterName(cluster), name), key);
        return get(cluster, name);
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Removes a schedule of drills; a drill that runs goes on")
    public void delete(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String key) {
        gateway.submit(new DeleteDrillSchedule(new ClusterName(cluster), name), key);
    }
}
