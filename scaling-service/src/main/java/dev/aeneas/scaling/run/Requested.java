package dev.aeneas.scaling.run;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.process.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the topology lock.
 *
 * @param supersedes runs that have to make way first; they are told again whenever the lock is asked for again
 */
record Requested(Asked asked, List<String> supersedes, Instant askAgainAt, Instant giveUpAt) implements ScaleRun {
    private static final String RESERVE = MessageTypes.nameOf(ReserveTopology.class);

    public Requested {
        supersedes = supersedes == null ? List.of() : List.copyOf(supersedes);
    }

    static Decision<ScaleRun> of(Asked asked, List<String> supersedes, Turn turn) {
        var giveUpAt = turn.now().plus(turn.bounds().lockPatience());
        return new Requested(asked, supersedes, turn.now(), giveUpAt).ask(turn);
    }

    private Decision<ScaleRun> ask(Turn turn) {
        var next =
                new Requested(asked, supersedes, turn.now().plus(turn.bounds().askAgain()), giveUpAt);
        var messages = new ArrayList<Message>();
        supersedes.forEach(run -> messages.add(Said.supersede(asked.demand(), run)));
        messages.add(Said.reserve(asked.demand()));
        return ScaleRun.to(next, messages);
    }

    @Override
    public Execution execution() {
        return null;
    }

    @Override
    public Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return granted(this, event, turn);
    }

    /** The lock is the run's from now on. */
    static Decision<ScaleRun> granted(ScaleRun run, TopologyReserved event, Turn turn) {
        var demand = run.asked().demand();
        boolean gone = event.topology().datacenter(demand.datacenter()).isEmpty();
        return gone
                ? Closing.refused(run, event.epoch(), Planning.datacenterGone(demand), turn)
                : Decision.of(Surveying.of(run.asked(), event, 1, turn));
    }

    /**
     * Somebody else has the lock: whoever is in no hurry is refused and told who, and what else is in the way.
     *
     * <p>In an emergency, and behind a run that makes way, it is asked for again until patience ends.
     */
    @Override
    public Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        if (!event.command().equals(RESERVE)) {
            return Decision.of(this);
        }
        if (event.kind() != Refusal.Kind.CONFLICT) {
            return Ended.withoutLock(asked, new ProvisionError("Refused", Planning.sentence(event), target()));
        }
        boolean waits = asked.demand().emergency() || !supersedes.isEmpty();
        return Decision.of(waits ? this : new Objecting(asked, lock(event)));
    }

    private static List<Violation> lock(ProvisioningRefused event) {
        return event.violations().stream()
                .map(violation -> new Violation(Outcome.Refused.LOCK, violation.rule()))
                .toList();
    }

    /** What is waited for may have ended: the lock is asked for at once. */
    @Override
    public Decision<ScaleRun> askedAgain(Turn turn) {
        return ask(turn);
    }

    @Override
    public Decision<ScaleRun> supersede(String by, Turn turn) {
        return Ended.of(asked, null, new Outcome.Superseded(by, "nothing was changed"));
    }

    @Override
    public Decision<ScaleRun> timePasses(Turn turn) {
        if (!turn.now().isBefore(giveUpAt)) {
            var why = "The topology lock was not to be had within "
                    + turn.bounds().lockPatience() + ": another operation holds it. Ask again when it has ended.";
            // provisioning may grant it after all: the ended run then gives it back at once
            return Ended.withoutLock(asked, new ProvisionError("TopologyBusy", why, target()));
        }
        return ask(turn);
    }

    private String target() {
        return asked.demand().cluster().value();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return Optional.of(askAgainAt.isBefore(giveUpAt) ? askAgainAt : giveUpAt);
    }
}
