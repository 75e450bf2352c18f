package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.schedule.BackupSchedule;
import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.schedule.ScheduleDecisions;
import dev.aeneas.contracts.BackupCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Schedules of a cluster. */
@Path("/clusters/{cluster}/backup-schedules")
public class SchedulesResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<BackupSchedule> kind;
    private final int shown;

    public SchedulesResource(
            Gateway gateway, ProcessEngine engine, ProcessKind<BackupSchedule> kind, BackupConfig config) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.shown = config.schedule().shown();
    }

    @PUT
    @Path("/{name}")
    public ScheduleView put(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            ScheduleBody body) {
        if (body == null) {
            throw new InvalidField("$", "must be a JSON object");
        }
        gateway.submit(body.command(new ClusterName(cluster), name), idempotencyKey);
        return get(cluster, name);
    }

    @GET
    @Path("/{name}")
    public ScheduleView get(@PathParam("cluster") String cluster, @PathParam("name") String name) {
        return engine.find(kind, ScheduleDecisions.id(new ClusterName(cluster), name))
                .flatMap(this::view)
                .orElseThrow(() -> new NotFoundException("no schedule is called '" + name + "'"));
    }

    @GET
    public List<ScheduleView> list(@PathParam("cluster") String cluster) {
        var name = new ClusterName(cluster);
        return engine.findAll(kind).stream()
                .filter(schedule -> schedule.cluster().equals(name))
                .flatMap(schedule -> view(schedule).stream())
                .sorted(Comparator.comparing(ScheduleView::scheduleName))
                .toList();
    }

    @DELETE
    @Path("/{name}")
    public void delete(
            @PathParam("cluster") String cluster,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        gateway.submit(new DeleteBackupSchedule(new ClusterName(cluster), name), idempotencyKey);
    }

    private Optional<ScheduleView> view(BackupSchedule schedule) {
        return schedule instanceof Active active ? Optional.of(ScheduleView.of(active, shown)) : Optional.empty();
    }
}
