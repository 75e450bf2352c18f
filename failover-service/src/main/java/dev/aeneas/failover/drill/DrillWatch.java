package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.RegionSuspected;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.ProvisioningEvent.FaultUndoFailed;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;

/** What is only noted: the real detection and the real failover do not know that a drill watches them. */
final class DrillWatch {
    private DrillWatch() {}

    static Decision<Drills> suspected(Drills drills, Received<RegionSuspected> in) {
        return ours(drills, in.body().region(), Moment.SUSPECTED, in.at());
    }

    static Decision<Drills> started(Drills drills, Received<FailoverStarted> in) {
        var drill = drills.active();
        boolean ours =
                drill.holdsTheRegion() && drill.plan().region().equals(in.body().region());
        return ours ? Decision.of(drills.with(drill.following(in.body().runId()))) : Decision.of(drills);
    }

    static Decision<Drills> shifted(Drills drills, Received<TrafficShifted> in) {
        return ofRun(drills, in.body().runId(), Moment.SHIFTED, in.at());
    }

    static Decision<Drills> capacity(Drills drills, Received<CapacityRestored> in) {
        return ofRun(drills, in.body().runId(), Moment.CAPACITY, in.at());
    }

    static Decision<Drills> consistency(Drills drills, Received<ConsistencyRestored> in) {
        return ofRun(drills, in.body().runId(), Moment.CONSISTENCY, in.at());
    }

    /** It may come late: of a drill that is over too. */
    static Decision<Drills> measured(Drills drills, Received<FailoverMeasured> in) {
        var measured = in.body();
        return drills.all().stream()
                .filter(drill -> measured.runId().equals(drill.run()))
                .findFirst()
                .map(drill -> Decision.of(
                        drills.replacing(drill.measured(drill.evidence().with(measured)))))
                .orElseGet(() -> Decision.of(drills));
    }

    static Decision<Drills> asked(Drills drills, Received<FailoverDecisionNeeded> in) {
        var drill = drills.active();
        return drill.plan().region().equals(in.body().region())
                ? Decision.of(drills.with(
                        drill.note("a person was asked: " + in.body().reason())))
                : Decision.of(drills);
    }

    static Decision<Drills> undoFailed(Drills drills, Received<FaultUndoFailed> in) {
        var drill = drills.active();
        return drill.plan().drillId().equals(in.body().faultId())
                ? Decision.of(drills.with(drill.note("the region did not come back at once: "
                        + in.body().error().message())))
                : Decision.of(drills);
    }

    private static Decision<Drills> ours(Drills drills, String region, Moment moment, Instant now) {
        var drill = drills.active();
        boolean ours = drill.holdsTheRegion() && drill.plan().region().equals(region);
        return ours ? Decision.of(drills.with(drill.reached(moment, now))) : Decision.of(drills);
    }

    private static Decision<Drills> ofRun(Drills drills, String runId, Moment moment, Instant now) {
        var drill = drills.active();
        return runId.equals(drill.run()) ? Decision.of(drills.with(drill.reached(moment, now))) : Decision.of(drills);
    }
}
