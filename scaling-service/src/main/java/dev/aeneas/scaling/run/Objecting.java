package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.plan.ScalePlanner;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.Survey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Is refused, since somebody else has the lock; finds out first whatever else speaks against it, so that all of it is told at
 * once.
 *
 * @param lock who has it
 */
record Objecting(Asked asked, List<Violation> lock) implements ScaleRun {

    @Override
    public Execution execution() {
        return null;
    }

    @Override
    public Decision<ScaleRun> factsSeen(FactsSeen seen, Turn turn) {
        var others = seen.planning(asked.demand()).map(ScalePlanner::violations).orElse(List.of());
        return refused(Stream.concat(lock.stream(), others.stream()).toList());
    }

    /** What could not be found out is not told. */
    @Override
    public Decision<ScaleRun> workFailed(String reason, Turn turn) {
        return refused(lock);
    }

    /** It was asked for twice, and between the two answers it became free. */
    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return Requested.granted(this, event, turn);
    }

    @Override
    public Decision<ScaleRun> supersede(String by, Turn turn) {
        return Ended.of(asked, null, new Outcome.Superseded(by, "nothing was changed"));
    }

    @Override
    public List<RunWork> openWork() {
        return List.of(new Survey("objections", asked.demand(), false));
    }

    private Decision<ScaleRun> refused(List<Violation> violations) {
        return Ended.of(asked, null, Outcome.Refused.lockHeld(violations));
    }
}
