package dev.aeneas.backup.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how fast a copy may go; pure.
 *
 * <pre>
 * learning, at the floor -> half more at each look -> something suffers: halved -> a tenth of that rate more at each look
 *      ^------ every few minutes, and when clients come: how long do they wait without us? ------'
 * </pre>
 *
 * <p>Up by little and down by half, as TCP does and for its reason: nobody can tell beforehand how much is idle, and what suffers must
 * recover at once. What clients wait is compared with what they wait without the copy, which is learnt again and again, since a
 * copy takes longer than a load stays the same. At the floor it is not the copy that makes them wait: that is usual then.
 */
final class PaceControl {
    private static final double FIRST_RISE = 0.5;
    private static final double RISE = 0.1;
    private static final int FLOOR_STEPS = 4;

    private final PacePolicy policy;

    PaceControl(PacePolicy policy) {
        this.policy = policy;
    }

    Pacing begin() {
        return Pacing.begin(floor());
    }

    /** The node does not answer: whatever it suffers from, the copy does not add to it. */
    Pacing unknown(Pacing was) {
        return was.saw(Looks.NONE).at(floor(), PaceReason.UNKNOWN);
    }

    Pacing next(Pacing was, NodeLoad load, Instant now) {
        var seen =
                was.saw(was.looks().with(load.requests(), now, policy.clients().window()));
        if (seen.looks().slices().isEmpty()) {
            return seen.at(floor(), PaceReason.LEARNING);
        }
        if (seen.looks().requestsPerSecond() < policy.clients().perSecond()) {
            return withoutClients(seen, load);
        }
        if (seen.latency().learningSince() != null) {
            return learn(seen, now);
        }
        return mustLearn(seen, now) ? beginToLearn(seen, now) : withClients(seen, load);
    }

    private Pacing withoutClients(Pacing seen, NodeLoad load) {
        var nobody = seen.with(Pacing.Latency.UNKNOWN);
        var suffers = suffersItself(seen, load);
        if (suffers.isPresent()) {
            return slower(nobody, suffers.get());
        }
        long faster = seen.suffered() == 0 ? cap() : Math.min(cap(), 2 * seen.rate());
        return nobody.at(faster, PaceReason.NO_CLIENTS);
    }

    private boolean mustLearn(Pacing seen, Instant now) {
        var learntAt = seen.latency().learntAt();
        return learntAt == null || !now.isBefore(learntAt.plus(policy.clients().learnEvery()));
    }

    private Pacing beginToLearn(Pacing seen, Instant now) {
        // what a node without clients was sent fast says nothing of how fast it may be with them
        long resume = seen.latency().learntAt() == null ? floor() : seen.rate();
        return seen.saw(seen.looks().anew())
                .with(seen.latency().learn(now, resume))
                .at(floor(), PaceReason.LEARNING);
    }

    private Pacing learn(Pacing seen, Instant now) {
        var until = seen.latency().learningSince().plus(policy.clients().window());
        if (now.isBefore(until)) {
            return seen.at(floor(), PaceReason.LEARNING);
        }
        var learnt = seen.latency().learnt(seen.looks().latency().orElse(null), now);
        return seen.with(learnt).saw(seen.looks().anew()).at(learnt.resume(), PaceReason.WATCHING);
    }

    private Pacing withClients(Pacing seen, NodeLoad load) {
        var suffers = suffersItself(seen, load)
                .or(() -> tooMuch(load.machineCpu(), policy.limits().machineCpu(), PaceReason.MACHINE_CPU));
        if (suffers.isPresent()) {
            return slower(seen, suffers.get());
        }
        var latency = seen.looks().latency();
        if (latency.isEmpty() && seen.looks().time().compareTo(policy.clients().window()) < 0) {
            return seen.at(seen.rate(), PaceReason.WATCHING);
        }
        if (latency.isPresent() && tooLong(seen, latency.get())) {
            return seen.rate() > floor() ? slower(seen, PaceReason.LATENCY) : itIsUsual(seen, latency.get());
        }
        return faster(seen);
    }

    private Optional<PaceReason> suffersItself(Pacing seen, NodeLoad load) {
        int compactionsMax = Math.max(policy.limits().pendingCompactions(), seen.compactionsUsual());
        return load.pendingCompactions() > compactionsMax
                ? Optional.of(PaceReason.COMPACTIONS)
                : tooMuch(load.cpu(), policy.limits().cpu(), PaceReason.CPU);
    }

    private static Optional<PaceReason> tooMuch(Double use, double max, PaceReason reason) {
        return use != null && use > max ? Optional.of(reason) : Optional.empty();
    }

    private boolean tooLong(Pacing seen, Duration latency) {
        var usual = seen.latency().usual();
        return usual != null && latency.compareTo(policy.clients().latencyMax(usual)) > 0;
    }

    private static Pacing itIsUsual(Pacing seen, Duration latency) {
        var known = seen.latency();
        var learnt = known.learnt(latency, known.learntAt());
        return seen.with(learnt).saw(seen.looks().anew()).at(seen.rate(), PaceReason.LATENCY);
    }

    private Pacing slower(Pacing seen, PaceReason why) {
        return seen.slower(Math.max(floor(), seen.rate() / 2), why);
    }

    private Pacing faster(Pacing seen) {
        double more = seen.suffered() == 0 ? seen.rate() * FIRST_RISE : Math.max(seen.suffered(), seen.rate()) * RISE;
        long rate = Math.min(cap(), seen.rate() + Math.max(floor() / FLOOR_STEPS, Math.round(more)));
        return seen.at(rate, rate == cap() ? PaceReason.CAP : PaceReason.RISING);
    }

    private long floor() {
        return policy.rates().floor();
    }

    private long cap() {
        return policy.rates().cap();
    }
}
