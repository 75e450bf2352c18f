package dev.aeneas.failover.drill;

import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningEvent.FaultInjected;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.failover.drill.DrillProcess.Look;
import dev.aeneas.failover.drill.DrillProcess.Looked;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Instant;
import java.util.List;

/** The first part of a drill, before anything is lost: whether it may begin, and by whose word it does not. */
final class DrillOpening {
    private final DrillCounting counting;

    DrillOpening(DrillCounting counting) {
        this.counting = counting;
    }

    Decision<Drills> looked(Drills drills, Received<Looked> in) {
        var drill = drills.active();
        if (drill == null
                || drill.phase() != Phase.LOOKING
                || !drill.plan().drillId().equals(in.body().drillId())) {
            return Decision.of(drills);
        }
        var seen = drill.seen(in.body().sight());
        var broken = DrillRules.check(drill.plan(), in.body().sight());
        if (!broken.isEmpty()) {
            return refuse(drills, seen, broken, in.at());
        }
        if (drill.plan().dry()) {
            return DrillEnd.go(drills, seen.in(Phase.ASKING, seen.plan().endsAt()))
                    .and(seen.plan().fault(drills.cluster()));
        }
        return counting.begin(drills, seen, in.at());
    }

    /** What cannot be looked at is not ready. */
    Decision<Drills> notLooked(Drills drills, Received<WorkFailed> in) {
        var drill = drills.active();
        boolean expected = drill != null
                && drill.phase() == Phase.LOOKING
                && in.body().work() instanceof Look look
                && look.drillId().equals(drill.plan().drillId());
        if (!expected) {
            return Decision.of(drills);
        }
        var why = new Violation(
                "cluster", "must be seen; looking at it failed: " + in.body().reason());
        return refuse(drills, drill, List.of(why), in.at());
    }

    /** A dry drill has asked everybody then. */
    static Decision<Drills> possible(Drills drills, Received<FaultPossible> in) {
        var drill = drills.active();
        boolean expected = drill.phase() == Phase.ASKING
                && drill.plan().drillId().equals(in.body().faultId());
        return expected ? DrillEnd.end(drills, drill, in.at()) : Decision.of(drills);
    }

    static Decision<Drills> injected(Drills drills, Received<FaultInjected> in) {
        var drill = drills.active();
        boolean expected = drill.phase() == Phase.INJECTING
                && drill.plan().drillId().equals(in.body().faultId());
        if (!expected) {
            return Decision.of(drills);
        }
        return DrillEnd.go(
                drills,
                drill.reached(Moment.LOST, in.body().at())
                        .in(Phase.LOST, drill.plan().endsAt()));
    }

    static Decision<Drills> refuse(Drills drills, Drill drill, List<Violation> broken, Instant now) {
        var refused = drill;
        for (var violation : broken) {
            refused = refused.fault(violation.field() + " " + violation.rule());
        }
        return Decision.of(
                drills.with(refused.reached(Moment.ENDED, now).in(Phase.REFUSED, null)),
                new DrillRefused(
                        drills.cluster(),
                        MessageTypes.nameOf(StartDrill.class),
                        Kind.CONFLICT,
                        broken,
                        drill.plan().drillId()));
    }
}
