package dev.aeneas.failover.adapter.rest;

import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.FailoverCommand.ResumeFailovers;
import dev.aeneas.contracts.FailoverCommand.StopFailovers;
import dev.aeneas.failover.stop.StopProcess;
import dev.aeneas.failover.stop.StopSwitch;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.ReasonBody;
import dev.aeneas.platform.adapter.rest.RequiredBody;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The stop switch of all clusters. */
@Path("/failovers")
@Blocking
public class StopSwitchResource {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<StopSwitch> kind;

    public StopSwitchResource(Gateway gateway, ProcessEngine engine, ProcessKind<StopSwitch> kind) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
    }

    /**
     * The switch.
     *
     * @param clustersTold that know of the stop; each does within seconds
     * @param since null when it was never used
     */
    public record SwitchView(boolean stopped, String reason, Instant since, int clustersTold) {}

    @POST
    @Path("/stop")
    @Operation(
            summary = "From now on no failover of any cluster begins by itself",
            description = "A person is asked instead, and a person's word still counts. Runs that are open go on.")
    public SwitchView stop(@HeaderParam("Idempotency-Key") String key, ReasonBody body) {
        RequiredBody.of(body);
        return submit(new StopFailovers(body.reason()), key);
    }

    @POST
    @Path("/resume")
    @Operation(
            summary = "Policies act again from now on",
            description = "What was lost meanwhile is not acted upon; a person is asked once more.")
    public SwitchView resume(@HeaderParam("Idempotency-Key") String key, ReasonBody body) {
        RequiredBody.of(body);
        return submit(new ResumeFailovers(body.reason()), key);
    }

    @GET
    @Path("/switch")
    public SwitchView get() {
        return engine.find(kind, StopProcess.ID)
                .map(s -> new SwitchView(
                        s.stopped(), s.reason(), s.since(), s.told().size()))
                .orElseGet(() -> new SwitchView(false, "it was never used", null, 0));
    }

    private SwitchView submit(Command command, String key) {
        gateway.submit(command, key);
        return get();
    }
}
