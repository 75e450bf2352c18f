package dev.aeneas.scaling.run;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows how it ended and gives the lock back; says how it ended when the lock is free, so that whoever hears it can scale
 * again at once.
 *
 * @param execution null when nothing was planned
 */
record Closing(Asked asked, Execution execution, long epoch, Outcome outcome, Instant askAgainAt, Instant giveUpAt)
        implements ScaleRun {
    private static final String RELEASE = MessageTypes.nameOf(ReleaseTopology.class);

    static Decision<ScaleRun> of(Asked asked, Execution execution, long epoch, Outcome outcome, Turn turn) {
        var bounds = turn.bounds();
        var askAgainAt = turn.now().plus(bounds.askAgain());
        var giveUpAt = turn.now().plus(bounds.releasePatience());
        var closing = new Closing(asked, execution, epoch, outcome, askAgainAt, giveUpAt);
        return Decision.of(closing, Said.release(asked.demand(), epoch));
    }

    static Decision<ScaleRun> refused(ScaleRun run, long epoch, Outcome.Refused refused, Turn turn) {
        return of(run.asked(), null, epoch, refused, turn);
    }

    @Override
    public Decision<ScaleRun> released(TopologyReleased event, Turn turn) {
        return Ended.of(asked, execution, outcome);
    }

    /** An answer to a question that was asked twice: the newest lock is the one to give back. */
    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        var newest = new Closing(asked, execution, event.epoch(), outcome, askAgainAt, giveUpAt);
        return Decision.of(newest, Said.release(asked.demand(), event.epoch()));
    }

    /** Not ours to give back: then it is not ours. */
    @Override
    public Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        return event.command().equals(RELEASE) ? endedAsRefused() : Decision.of(this);
    }

    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        if (!turn.now().isBefore(giveUpAt)) {
            return endedAsRefused();
        }
        var next = new Closing(
                asked, execution, epoch, outcome, turn.now().plus(turn.bounds().askAgain()), giveUpAt);
        return Decision.of(next, Said.release(asked.demand(), epoch));
    }

    /** A refused run is forgotten with its lock's release; without one it has to fail to be forgotten. */
    private Decision<ScaleRun> endedAsRefused() {
        if (outcome instanceof Outcome.Refused refused) {
            var broken = refused.violations().get(0);
            var error = new ProvisionError(
                    "Refused",
                    broken.field() + " " + broken.rule(),
                    asked.demand().datacenter().value());
            return Ended.of(asked, execution, new Outcome.Failed(error, "nothing was changed"));
        }
        return Ended.of(asked, execution, outcome);
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
