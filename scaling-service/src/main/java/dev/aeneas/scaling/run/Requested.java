package dev.aeneas.scaling.run;

import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.plan.PlanRequest;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Waits for the topology lock. */
record Requested(Asked asked, Instant askAgainAt, Instant giveUpAt) implements ScaleRun {
    private static final String RESERVE = MessageTypes.nameOf(ReserveTopology.class);

    static Decision<ScaleRun> of(Asked asked, Turn turn) {
        var bounds = turn.bounds();
        var waiting = new Requested(
                asked, turn.now().plus(bounds.askAgain()), turn.now().plus(bounds.lockPatience()));
        return Decision.of(waiting, Said.reserve(asked.demand()));
    }

    @Override
    public Execution execution() {
        return null;
    }

    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        var demand = asked.demand();
        boolean gone = event.topology().datacenter(demand.datacenter()).isEmpty();
        if (gone) {
            return Closing.refused(this, event.epoch(), Planning.datacenterGone(demand), turn);
        }
        return ScalePlanner.shrinks(PlanRequest.of(demand, event, Map.of()))
                ? Decision.of(Surveying.of(asked, event, 1, turn))
                : Planning.decide(this, event, Map.of(), turn);
    }

    /** Somebody else's operation has the lock: it is asked for again until patience ends. */
    @Override
    public Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        if (!event.command().equals(RESERVE) || event.kind() == Refusal.Kind.CONFLICT) {
            return Decision.of(this);
        }
        return Ended.withoutLock(asked, new ProvisionError("Refused", Planning.sentence(event), target()));
    }

    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        if (!turn.now().isBefore(giveUpAt)) {
            var why = "The topology lock was not to be had within "
                    + turn.bounds().lockPatience() + ": another operation holds it. Ask again when it has ended.";
            // provisioning may grant it after all: the ended run then gives it back at once
            return Ended.withoutLock(asked, new ProvisionError("TopologyBusy", why, target()));
        }
        var next = new Requested(asked, turn.now().plus(turn.bounds().askAgain()), giveUpAt);
        return Decision.of(next, Said.reserve(asked.demand()));
    }

    private String target() {
        return asked.demand().cluster().value();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
