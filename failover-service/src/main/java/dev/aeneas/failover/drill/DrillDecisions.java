package dev.aeneas.failover.drill;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.DrillEvent.DrillStarted;
import dev.aeneas.contracts.FailoverCommand.AbortDrill;
import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;
import java.util.Optional;

/** Commands about drills; how one goes on is {@link DrillCourse}. */
final class DrillDecisions {
    private DrillDecisions() {}

    static Decision<Drills> start(Optional<Drills> before, Received<StartDrill> in) {
        var command = in.body();
        var drills = before.orElseGet(() -> Drills.of(command.cluster()));
        var known = drills.find(command.drillId());
        if (known.filter(Drill::over).isPresent()) {
            return Decision.of(
                    drills, refused(command.cluster(), command, command.drillId(), "drillId", "must be new"));
        }
        if (known.isPresent()) {
            return Decision.of(drills, started(command.cluster(), known.get()));
        }
        if (drills.running().isPresent()) {
            var running = drills.running().get().plan();
            return Decision.of(
                    drills,
                    refused(
                            command.cluster(),
                            command,
                            command.drillId(),
                            "cluster",
                            "must have no other drill; " + running.drillId() + " lasts until " + running.endsAt()
                                    + " at most, see drill abort"));
        }
        var drill = Drill.begun(DrillPlan.of(command, in.at()));
        return Decision.of(drills.with(drill), started(command.cluster(), drill));
    }

    static Decision<Drills> observed(Drills drills, Received<ReportDrillObservation> in) {
        return drills.find(in.body().drillId())
                .map(drill -> Decision.of(
                        drills.replacing(drill.measured(drill.evidence().with(Observation.of(in.body()))))))
                .orElseGet(() -> Decision.of(
                        drills,
                        unknown(in.body().cluster(), in.body(), in.body().drillId())));
    }

    static DrillRefused noneObserved(Received<ReportDrillObservation> in) {
        return unknown(in.body().cluster(), in.body(), in.body().drillId());
    }

    static DrillRefused noneToAbort(Received<AbortDrill> in) {
        return unknown(in.body().cluster(), in.body(), in.body().drillId());
    }

    static DrillRefused unknown(ClusterName cluster, Command command, String drillId) {
        return new DrillRefused(
                cluster,
                MessageTypes.nameOf(command.getClass()),
                Kind.NOT_FOUND,
                List.of(new Violation("drillId", "must exist; there is no '" + drillId + "'")),
                drillId);
    }

    static DrillRefused refused(ClusterName cluster, Command command, String drillId, String field, String rule) {
        return new DrillRefused(
                cluster,
                MessageTypes.nameOf(command.getClass()),
                Kind.CONFLICT,
                List.of(new Violation(field, rule)),
                drillId);
    }

    private static DrillStarted started(ClusterName cluster, Drill drill) {
        var plan = drill.plan();
        return new DrillStarted(cluster, plan.drillId(), plan.region(), plan.by(), plan.dry(), plan.endsAt());
    }
}
