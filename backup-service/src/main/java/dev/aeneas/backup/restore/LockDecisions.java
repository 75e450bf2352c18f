package dev.aeneas.backup.restore;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.time.Instant;

/** Takes, keeps and gives back the topology lock; asking for it again is what keeps it. */
final class LockDecisions {
    private static final String RESERVE = MessageTypes.nameOf(ReserveTopology.class);
    private static final String RELEASE = MessageTypes.nameOf(ReleaseTopology.class);

    private final RestorePolicy policy;

    LockDecisions(RestorePolicy policy) {
        this.policy = policy;
    }

    Decision<RestoreRun> reserved(RestoreRun run, Received<TopologyReserved> input) {
        long epoch = input.body().epoch();
        var until = input.body().leaseUntil();
        if (run instanceof Reserving reserving) {
            return Decision.of(reserving.reserved(epoch, until));
        }
        if (run instanceof Running running) {
            return running.epoch() == epoch ? Decision.of(running.locked(until)) : lost(running);
        }
        if (run instanceof Checking checking) {
            return Decision.of(
                    checking.epoch() == epoch
                            ? checking.locked(until)
                            : new Reserving(run.request(), checking.renewAt(), checking.renewAt())
                                    .reserved(epoch, until));
        }
        if (run instanceof Ended) {
            return Decision.of(
                    run,
                    new ReleaseTopology(input.body().cluster(), input.body().runId(), epoch));
        }
        return Decision.of(run);
    }

    Decision<RestoreRun> refused(RestoreRun run, Received<ProvisioningRefused> input) {
        var refusal = input.body();
        boolean reserve = refusal.command().equals(RESERVE);
        if (reserve && (run instanceof Reserving || run instanceof Checking)) {
            return ended(run, new Outcome.Refused(refusal.kind(), refusal.violations()), input.at());
        }
        if (reserve && run instanceof Running running) {
            return lost(running);
        }
        return refusal.command().equals(RELEASE) && run instanceof Releasing releasing
                ? ended(run, releasing.outcome(), input.at())
                : Decision.of(run);
    }

    Decision<RestoreRun> released(RestoreRun run, Received<TopologyReleased> input) {
        return run instanceof Releasing releasing ? ended(run, releasing.outcome(), input.at()) : Decision.of(run);
    }

    /** Somebody else may have changed the ring that the plan was made for. */
    private static Decision<RestoreRun> lost(Running run) {
        var error = new ProvisionError(
                "LockLost",
                "the topology lock went to somebody else",
                run.request().cluster().value());
        return Decision.of(run.phase() == Phase.CLEAR ? run : run.fail(error));
    }

    Decision<RestoreRun> woken(RestoreRun run, Received<Wake> input) {
        // a timer may be a little early; the moment that was asked for has come all the same
        var due = input.body().due();
        var now = due.isAfter(input.at()) ? due : input.at();
        var renewal = now.plus(policy.lock().askAgain());
        if (run instanceof Checking checking) {
            return keeping(checking.woken(now, renewal), !checking.renewAt().isAfter(now));
        }
        if (run instanceof Running running) {
            return keeping(
                    running.woken(now, renewal), !running.times().renewAt().isAfter(now));
        }
        if (run instanceof Reserving reserving) {
            return reserving.giveUpAt().isAfter(now)
                    ? keeping(reserving.askedAgain(policy.lock(), now), true)
                    : ended(run, new Outcome.Failed(silent(run)), now);
        }
        if (run instanceof Releasing releasing) {
            return releasing.giveUpAt().isAfter(now)
                    ? Decision.of(releasing.askedAgain(policy.lock(), now), release(releasing))
                    : ended(run, releasing.outcome(), now);
        }
        return Decision.of(run);
    }

    private static Decision<RestoreRun> keeping(RestoreRun run, boolean ask) {
        return ask
                ? Decision.of(
                        run,
                        new ReserveTopology(
                                run.request().cluster(), run.request().runId()))
                : Decision.of(run);
    }

    private static ProvisionError silent(RestoreRun run) {
        return new ProvisionError(
                "TopologyBusy",
                "the topology lock was not to be had in time; nothing was touched",
                run.request().cluster().value());
    }

    private static Message release(Releasing run) {
        return new ReleaseTopology(run.request().cluster(), run.request().runId(), run.epoch());
    }

    /** Gives the lock back, then says how it ended. */
    static Decision<RestoreRun> releasing(
            RestoreRun run, long epoch, Outcome outcome, RestorePolicy policy, Instant now) {
        var releasing = Releasing.of(run, epoch, outcome, policy.lock(), now);
        return Decision.of(releasing, release(releasing));
    }

    static Decision<RestoreRun> ended(RestoreRun run, Outcome outcome, Instant now) {
        return Decision.of(
                new Ended(run.request(), outcome, now, run.planned()),
                RestoreTurns.end(run.request()),
                outcome.event(run.request(), now));
    }
}
