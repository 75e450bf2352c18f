package dev.aeneas.failover.drill;

import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveFailed;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.time.Instant;
import java.util.stream.Collectors;

/** The last part of a drill: the same failback that a person would ask for, where clients were moved. */
final class DrillFailback {
    private final DrillSettings settings;
    private final DrillEnd end;

    DrillFailback(DrillSettings settings, DrillEnd end) {
        this.settings = settings;
        this.end = end;
    }

    /** Leads clients back; also after an abort, which ends the loss and leaves nothing half done. */
    Decision<Drills> begin(Drills drills, Drill drill, Instant now) {
        boolean wanted = drill.plan().failBack()
                && drill.at(Moment.SHIFTED).isPresent()
                && !settings.failingBack().isZero();
        if (!wanted) {
            return end.settle(drills, drill, now);
        }
        return DrillEnd.go(drills, drill.in(Phase.FAILING_BACK, now.plus(settings.failingBack())))
                .and(ask(drills, drill));
    }

    Decision<Drills> completed(Drills drills, Received<MoveCompleted> in) {
        var drill = drills.active();
        return ours(drill, in.body().runId())
                ? end.settle(drills, drill.reached(Moment.CLIENTS_BACK, in.at()), in.at())
                : Decision.of(drills);
    }

    Decision<Drills> failed(Drills drills, Received<MoveFailed> in) {
        var drill = drills.active();
        return ours(drill, in.body().runId())
                ? end.close(
                        drills,
                        drill.fault("clients could not be led back: "
                                + in.body().error().message()),
                        in.at())
                : Decision.of(drills);
    }

    /** What is only too early is asked for again: a region that was just seen back may not be whole yet. */
    Decision<Drills> refused(Drills drills, Received<MoveRefused> in) {
        var drill = drills.active();
        if (!ours(drill, in.body().runId())) {
            return Decision.of(drills);
        }
        var why = in.body().violations().stream().map(Violation::rule).collect(Collectors.joining("; "));
        if (in.body().kind() == Kind.CONFLICT) {
            return Decision.of(drills.with(
                    drill.note("clients were not led back at once: " + why).in(Phase.FAILING_BACK, again(in.at()))));
        }
        return end.close(drills, drill.fault("clients could not be led back: " + why), in.at());
    }

    Decision<Drills> wake(Drills drills, Drill drill, Instant now) {
        var deadline = drill.at(Moment.RECOVERED).orElse(drill.plan().endsAt()).plus(settings.failingBack());
        if (!now.isBefore(deadline)) {
            return end.close(drills, drill.fault("clients were not led back within " + settings.failingBack()), now);
        }
        return Decision.of(drills.with(drill.in(Phase.FAILING_BACK, deadline)), ask(drills, drill));
    }

    private Instant again(Instant now) {
        return now.plus(settings.undoRetry());
    }

    private static FailBack ask(Drills drills, Drill drill) {
        return new FailBack(drills.cluster(), runId(drill), true);
    }

    private static boolean ours(Drill drill, String runId) {
        return drill.phase() == Phase.FAILING_BACK && runId.equals(runId(drill));
    }

    private static String runId(Drill drill) {
        return drill.plan().drillId() + "-failback";
    }
}
