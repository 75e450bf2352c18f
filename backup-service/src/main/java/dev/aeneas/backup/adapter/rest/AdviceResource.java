package dev.aeneas.backup.adapter.rest;

import dev.aeneas.backup.advice.Advice;
import dev.aeneas.backup.advice.LoadHistory;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** When backups of a cluster disturb least. */
@Path("/clusters/{cluster}/backup-advice")
@Tag(name = "backup schedules")
public class AdviceResource {
    private final ProcessEngine engine;
    private final ProcessKind<LoadHistory> kind;

    public AdviceResource(ProcessEngine engine, ProcessKind<LoadHistory> kind) {
        this.engine = engine;
        this.kind = kind;
    }

    @GET
    @Operation(summary = "The quietest hours of the week and of the day, as far as the load was observed")
    public Advice get(
            @PathParam("cluster") String cluster, @QueryParam("timeZone") @DefaultValue("UTC") String timeZone) {
        var zone = zone(timeZone);
        return engine.find(kind, cluster)
                .filter(load -> !load.deleted())
                .map(load -> Advice.of(load, zone))
                .orElseThrow(() -> new NotFoundException("no cluster is called '" + cluster + "'"));
    }

    private static ZoneId zone(String timeZone) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new InvalidField("timeZone", "must be an IANA time zone such as Europe/Rome; was '" + timeZone + "'");
        }
    }
}
