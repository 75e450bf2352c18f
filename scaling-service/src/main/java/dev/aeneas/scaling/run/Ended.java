package dev.aeneas.scaling.run;

import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;

/**
 * Over; still knows how.
 *
 * @param execution null when nothing was planned
 */
record Ended(Asked asked, Execution execution, Outcome outcome) implements ScaleRun {

    static Decision<ScaleRun> of(Asked asked, Execution execution, Outcome outcome) {
        return Decision.of(new Ended(asked, execution, outcome), outcome.event(asked));
    }

    static Decision<ScaleRun> withoutLock(Asked asked, ProvisionError error) {
        return of(asked, null, new Outcome.Failed(error, "nothing was changed"));
    }

    /** A lock that came too late must not stay taken. */
    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return Decision.of(this, Said.release(asked.demand(), event.epoch()));
    }

    @Override
    public boolean over() {
        return true;
    }
}
