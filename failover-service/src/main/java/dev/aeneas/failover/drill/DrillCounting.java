package dev.aeneas.failover.drill;

import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.failover.drill.Workload.Wrote;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Instant;

/**
 * What our own application does for a drill: it writes from a while before the loss to the end, and counts while the region is still away and
 * once more when all is over.
 */
final class DrillCounting {
    private final DrillSettings settings;

    DrillCounting(DrillSettings settings) {
        this.settings = settings;
    }

    /** The region may be lost: at once, or when there is something to lose with it. */
    Decision<Drills> begin(Drills drills, Drill drill, Instant now) {
        return drill.plan().workload()
                ? DrillEnd.go(drills, drill.in(Phase.WARMING, now.plus(settings.warmUp())))
                : inject(drills, drill);
    }

    Decision<Drills> inject(Drills drills, Drill drill) {
        return DrillEnd.go(drills, drill.in(Phase.INJECTING, drill.plan().endsAt()))
                .and(drill.plan().fault(drills.cluster()));
    }

    /** The failover is through. */
    Decision<Drills> through(Drills drills, Drill drill, Instant now) {
        return drill.plan().workload()
                ? DrillEnd.go(drills, drill.in(Phase.COUNTING, soonest(drill, now.plus(settings.counting()))))
                : hold(drills, drill, now);
    }

    Decision<Drills> hold(Drills drills, Drill drill, Instant now) {
        return DrillEnd.go(
                drills,
                drill.in(Phase.HOLDING, soonest(drill, now.plus(drill.plan().hold()))));
    }

    Decision<Drills> wrote(Drills drills, Received<Wrote> in) {
        var drill = drills.find(in.body().drillId());
        if (drill.isEmpty()) {
            return Decision.of(drills);
        }
        var evidence = drill.get().evidence();
        var written = drill.get().over() ? evidence : evidence.with(in.body().written());
        var count = in.body().count();
        if (count == null) {
            return Decision.of(drills.replacing(drill.get().measured(written)));
        }
        var counted = drill.get().measured(written.with(count));
        boolean awaited = drill.get().counts().filter(count.after()::equals).isPresent();
        return awaited ? goOn(drills, counted, in.at()) : Decision.of(drills.replacing(counted));
    }

    private Decision<Drills> goOn(Drills drills, Drill drill, Instant now) {
        return drill.phase() == Phase.COUNTING ? hold(drills, drill, now) : DrillEnd.end(drills, drill, now);
    }

    /** A drill without its numbers is still a drill. */
    Decision<Drills> failed(Drills drills, Workload work, Received<WorkFailed> in) {
        var drill = drills.find(work.drillId());
        if (drill.isEmpty()) {
            return Decision.of(drills);
        }
        var noted =
                drill.get().note("Aeneas's own application failed: " + in.body().reason());
        return switch (drill.get().phase()) {
            case WARMING ->
                DrillEnd.end(
                        drills,
                        noted.fault("nothing could be written before the loss: "
                                + in.body().reason()),
                        in.at());
            case COUNTING, RECOUNTING -> goOn(drills, noted, in.at());
            default -> Decision.of(drills.replacing(noted));
        };
    }

    private static Instant soonest(Drill drill, Instant then) {
        return then.isBefore(drill.plan().endsAt()) ? then : drill.plan().endsAt();
    }
}
