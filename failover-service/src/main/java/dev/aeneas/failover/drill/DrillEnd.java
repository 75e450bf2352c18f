package dev.aeneas.failover.drill;

import dev.aeneas.contracts.DrillEvent.DrillAborted;
import dev.aeneas.contracts.DrillEvent.DrillCompleted;
import dev.aeneas.contracts.DrillEvent.DrillProgressed;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.Decision;
import java.time.Instant;

/** What is said of a drill that goes on, and of one that is over. */
final class DrillEnd {
    private final DrillSettings settings;

    DrillEnd(DrillSettings settings) {
        this.settings = settings;
    }

    static Decision<Drills> go(Drills drills, Drill drill) {
        return Decision.of(
                drills.with(drill),
                new DrillProgressed(
                        drills.cluster(), drill.plan().drillId(), drill.phase().name()));
    }

    /** All is said to be well: it has to stay so before the verdict. */
    Decision<Drills> settle(Drills drills, Drill drill, Instant now) {
        boolean nothingToSee = drill.aborted() != null
                || !drill.faults().isEmpty()
                || drill.plan().hold().isZero();
        return nothingToSee
                ? close(drills, drill, now)
                : go(drills, drill.in(Phase.SETTLING, now.plus(drill.plan().hold())));
    }

    /** Nothing more is to come but the last count of our own rows, where there are any. */
    Decision<Drills> close(Drills drills, Drill drill, Instant now) {
        return drill.writes()
                ? go(drills, drill.in(Phase.RECOUNTING, now.plus(settings.counting())))
                : end(drills, drill, now);
    }

    static Decision<Drills> end(Drills drills, Drill drill, Instant now) {
        boolean elsewhere = drill.at(Moment.SHIFTED).isPresent()
                && drill.at(Moment.CLIENTS_BACK).isEmpty();
        var noted = elsewhere ? drill.note("clients are still where the failover sent them") : drill;
        var ended = noted.measured(noted.evidence().closed())
                .reached(Moment.ENDED, now)
                .in(Phase.ENDED, null);
        var id = drill.plan().drillId();
        if (drill.aborted() != null) {
            return Decision.of(drills.with(ended), new DrillAborted(drills.cluster(), id, drill.aborted()));
        }
        var judged = Judgement.of(ended);
        return Decision.of(
                drills.with(ended),
                new DrillCompleted(
                        drills.cluster(),
                        id,
                        judged.verdict(),
                        judged.sentence(),
                        judged.detection(),
                        judged.rto(),
                        judged.rpo()));
    }
}
