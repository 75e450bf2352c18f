package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.advice.LoadHistory;
import dev.aeneas.backup.run.RunProcess;
import dev.aeneas.backup.schedule.BackupSchedule;
import dev.aeneas.backup.schedule.BackupSchedule.Present;
import dev.aeneas.backup.schedule.ScheduleProcess;
import dev.aeneas.contracts.BackupScheduleCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PauseBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.ResumeBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.RunBackupSchedule;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schedules of a cluster. */
@Path("/clusters/{cluster}/backup-schedules")
@Tag(name = "backup schedules", description = "When backups are made by themselves")
public class SchedulesResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<BackupSchedule> kind;
    private final ProcessKind<LoadHistory> load;
    private final BackupConfig.ScheduleConfig config;

    public SchedulesResource(
            Gateway gateway,
            ProcessEngine engine,
            ProcessKind<BackupSchedule> kind,
            ProcessKind<LoadHistory> load,
            BackupConfig config) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.load = load;
        this.config = config.schedule();
    }

    @PUT
    @Path("/{name}")
    @Operation(summary = "Creates or replaces a schedule; a paused one stays paused")
    public ScheduleView put(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ScheduleBody body) {
        RequiredBody.of(body);
        gateway.submit(body.command(new ClusterName(cluster), name), idempotencyKey);
        return get(cluster, name);
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "A schedule with its coming due times and what it asked for last")
    public ScheduleView get(@PathParam("cluster") String cluster, @PathParam("name") String name) {
        return engine.find(kind, ScheduleProcess.id(new ClusterName(cluster), name))
                .flatMap(this::view)
                .orElseThrow(() -> new NotFoundException("no schedule is called '" + name + "'"));
    }

    @GET
    @Operation(summary = "The schedules of a cluster")
    public List<ScheduleView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(schedule -> schedule.cluster().equals(name))
                .flatMap(schedule -> view(schedule).stream())
                .sorted(Comparator.comparing(ScheduleView::scheduleName))
                .toList();
    }

    @POST
    @Path("/{name}/pause")
    @Operation(summary = "Lets due times pass until the schedule is resumed")
    public ScheduleView pause(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        gateway.submit(new PauseBackupSchedule(new ClusterName(cluster), name), idempotencyKey);
        return get(cluster, name);
    }

    @POST
    @Path("/{name}/resume")
    @Operation(summary = "Goes on from the next due time; what fell into the pause is not made up for")
    public ScheduleView resume(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        gateway.submit(new ResumeBackupSchedule(new ClusterName(cluster), name), idempotencyKey);
        return get(cluster, name);
    }

    @POST
    @Path("/{name}/run")
    @Operation(summary = "Asks for a backup now, once more than the calendar says")
    public Response run(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        var said = gateway.submit(new RunBackupSchedule(new ClusterName(cluster), name), idempotencyKey);
        var asked = said.stream()
                .filter(BackupDue.class::isInstance)
                .map(due -> AskedFor.by((BackupDue) due))
                .findFirst()
                .orElseThrow();
        return Response.accepted(asked)
                .location(URI.create("/clusters/" + cluster + "/backups/" + asked.backupId()))
                .build();
    }

    /** A backup that comes as soon as it is its turn. */
    record AskedFor(ClusterName cluster, String scheduleName, String backupId, Instant dueAt) {
        static AskedFor by(BackupDue due) {
            return new AskedFor(due.cluster(), due.scheduleName(), RunProcess.backupId(due), due.dueAt());
        }
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Removes a schedule; its backups stay as long as they were to be kept")
    public void delete(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        gateway.submit(new DeleteBackupSchedule(new ClusterName(cluster), name), idempotencyKey);
    }

    private Optional<ScheduleView> view(BackupSchedule schedule) {
        return schedule instanceof Present present
                ? Optional.of(advised(ScheduleView.of(present, config.shown(), Instant.now())))
                : Optional.empty();
    }

    private ScheduleView advised(ScheduleView view) {
        return engine.find(load, view.cluster().value())
                .map(known -> view.with(known, config.busyFactor()))
                .orElse(view);
    }
}
