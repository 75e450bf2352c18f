package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverEvent.FailoverPolicyChanged;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.contracts.MoveEvent.MoveProgressed;
import dev.aeneas.contracts.MoveEvent.QuarantineEnded;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.failover.move.Move;
import dev.aeneas.failover.move.Move.Scaling;
import dev.aeneas.failover.move.Move.Syncing;
import dev.aeneas.failover.move.MoveFacts;
import dev.aeneas.failover.move.SyncDatacenters;
import dev.aeneas.failover.move.SyncDatacenters.DatacentersSynced;
import dev.aeneas.failover.move.SyncDatacenters.Side;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What moves an open move on; whatever does not concern its present phase changes nothing. */
final class MoveSteps {
    private final RunSettings settings;

    MoveSteps(RunSettings settings) {
        this.settings = settings;
    }

    static Stream<SyncDatacenters> openWork(ClusterFailover state) {
        return state.openMove().stream()
                .filter(Syncing.class::isInstance)
                .map(Syncing.class::cast)
                .filter(move -> move.notBefore() == null)
                .map(move -> new SyncDatacenters(
                        state.cluster(),
                        move,
                        new Side(
                                move.facts().from(),
                                state.contactPoints(move.facts().from())),
                        new Side(
                                move.facts().to(),
                                state.contactPoints(move.facts().to()))));
    }

    /** The first phase: growth comes first, so that the repair is not done twice for new owners. */
    Decision<ClusterFailover> first(ClusterFailover state, MoveFacts facts, Instant now) {
        if (facts.grow() == null) {
            return Decision.of(state.begun(Syncing.repairing(facts)), progressed(state, facts, MovePhase.REPAIR, null));
        }
        var move = Scaling.growing(facts, now.plus(settings.move().scaling()));
        return Decision.of(state.begun(move), progressed(state, facts, MovePhase.GROW, sizes(move)), ask(state, move));
    }

    private static String sizes(Scaling move) {
        return move.datacenter() + " to " + move.size().nodeCount() + " nodes "
                + move.size().sku();
    }

    private static ScaleDatacenter ask(ClusterFailover state, Scaling move) {
        return new ScaleDatacenter(
                state.cluster(),
                move.datacenter(),
                move.scaleRunId(),
                move.size().nodeCount(),
                move.size().sku(),
                List.of());
    }

    private static Optional<Scaling> scaling(ClusterFailover state, String runId) {
        return state.openMove()
                .filter(Scaling.class::isInstance)
                .map(Scaling.class::cast)
                .filter(move -> move.scaleRunId().equals(runId));
    }

    Decision<ClusterFailover> scaleCompleted(ClusterFailover state, Received<ScaleCompleted> input) {
        return scaling(state, input.body().runId())
                .map(move -> move.phase() == MovePhase.GROW
                        ? Decision.of(
                                state.moved(move.grown()), progressed(state, move.facts(), MovePhase.REPAIR, null))
                        : completed(state, move.facts(), move.shrunk(input.at()), input.at()))
                .orElseGet(() -> Decision.of(state));
    }

    Decision<ClusterFailover> scaleFailed(ClusterFailover state, Received<ScaleFailed> input) {
        return scaling(state, input.body().runId())
                .map(move -> MoveEnds.failed(
                        state, move, "NotScaled", input.body().error().message(), input.at()))
                .orElseGet(() -> Decision.of(state));
    }

    Decision<ClusterFailover> scaleSuperseded(ClusterFailover state, Received<ScaleSuperseded> input) {
        return scaling(state, input.body().runId())
                .map(move -> Decision.of(state.moved(move.following(input.body().by()))))
                .orElseGet(() -> Decision.of(state));
    }

    Decision<ClusterFailover> scaleRefused(ClusterFailover state, Received<ScaleRefused> input) {
        var refused = input.body();
        return scaling(state, refused.runId())
                .map(move -> refused.kind() == Refusal.Kind.CONFLICT
                        ? Decision.of(state.moved(move.askAgainAt(input.at().plus(settings.scaleRetry()))))
                        : MoveEnds.failed(state, move, "NotScaled", sentence(refused.violations()), input.at()))
                .orElseGet(() -> Decision.of(state));
    }

    private static String sentence(List<Refusal.Violation> violations) {
        return violations.stream().map(v -> v.field() + " " + v.rule()).collect(Collectors.joining("; "));
    }

    Decision<ClusterFailover> wake(ClusterFailover state, Received<Wake> input) {
        var open = state.openMove().orElseThrow();
        if (open.wakeAt() == null || input.at().isBefore(open.wakeAt())) {
            return Decision.of(state);
        }
        if (open instanceof Syncing move) {
            return Decision.of(state.moved(move.now()));
        }
        var move = (Scaling) open;
        if (move.wakeAt().equals(move.retryAt())) {
            var again = move.askedAgain();
            return Decision.of(state.moved(again), ask(state, again));
        }
        var late = "scaling " + move.datacenter() + " gave no result within "
                + settings.move().scaling();
        return MoveEnds.failed(state, move, "NotScaled", late, input.at());
    }

    Decision<ClusterFailover> synced(ClusterFailover state, Received<DatacentersSynced> input) {
        var report = input.body();
        if (!(state.openMove().orElse(null) instanceof Syncing move) || !isOf(report, move)) {
            return Decision.of(state);
        }
        if (!report.inSync() && move.round() < settings.move().rounds()) {
            return Decision.of(
                    state.moved(move.nextRound()), progressed(state, move.facts(), move.phase(), report.note()));
        }
        var seen = Decision.of(state, progressed(state, move.facts(), move.phase(), report.note()));
        if (move.phase() == MovePhase.DRAIN) {
            return MoveEnds.then(seen, drained(state, move, report.inSync(), input.at()));
        }
        var obstacle =
                MoveRules.answers(state, state.regionOf(move.facts().to()).orElse("none"));
        if (obstacle.isPresent()) {
            return MoveEnds.then(seen, again(state, move, sentence(List.of(obstacle.get())), input.at()));
        }
        return MoveEnds.then(
                seen,
                move.facts().kind() == MoveKind.STAY
                        ? stayed(state, move, report.inSync(), input.at())
                        : shift(state, move, input.at()));
    }

    private static boolean isOf(DatacentersSynced report, Syncing move) {
        return report.runId().equals(move.facts().runId())
                && report.phase() == move.phase()
                && report.round() == move.round();
    }

    private Decision<ClusterFailover> shift(ClusterFailover state, Syncing move, Instant now) {
        var facts = move.facts();
        var shifted = state.shifted(facts.to(), state.policy().led(facts.to(), facts.from()))
                .moved(move.shifted(now.plus(settings.move().clientsFollow())));
        var told = Decision.of(
                shifted,
                progressed(state, facts, MovePhase.SHIFT, null),
                new TrafficShifted(
                        state.cluster(),
                        facts.runId(),
                        shifted.epoch(),
                        facts.from(),
                        facts.to(),
                        state.contactPoints(facts.to())));
        return MoveEnds.then(told, roles(state, shifted, facts)).and(progressed(state, facts, MovePhase.DRAIN, null));
    }

    private Decision<ClusterFailover> stayed(ClusterFailover state, Syncing move, boolean inSync, Instant now) {
        var facts = move.facts();
        var led = state.with(state.policy().led(facts.to(), facts.from()), state.routing());
        var roles = roles(state, led, facts);
        return MoveEnds.then(roles, completed(roles.state(), facts, move.completed(inSync, now), now));
    }

    /** Tells what changed of the roles, and ends the quarantine: both datacenters hold the same now. */
    private static Decision<ClusterFailover> roles(ClusterFailover before, ClusterFailover after, MoveFacts facts) {
        var policy = after.policy();
        var decision = policy.equals(before.policy())
                ? Decision.of(after)
                : Decision.of(
                        after,
                        new FailoverPolicyChanged(
                                after.cluster(), policy.mode(), policy.primary(), policy.standby(), policy.terms()));
        return facts.quarantined() == null
                ? decision
                : new Decision<>(after.with(facts.quarantined(), RegionStanding.HEALTHY), decision.messages())
                        .and(new QuarantineEnded(after.cluster(), facts.quarantined(), facts.runId()));
    }

    private Decision<ClusterFailover> drained(ClusterFailover state, Syncing move, boolean inSync, Instant now) {
        if (move.facts().shrink() == null) {
            return completed(state, move.facts(), move.completed(inSync, now), now);
        }
        var shrinking = move.shrinking(inSync, now.plus(settings.move().scaling()));
        return Decision.of(
                state.moved(shrinking),
                progressed(state, move.facts(), MovePhase.SHRINK, sizes(shrinking)),
                ask(state, shrinking));
    }

    private static Decision<ClusterFailover> completed(
            ClusterFailover state, MoveFacts facts, Move.Completed move, Instant now) {
        return Decision.of(
                state.moved(move),
                new MoveCompleted(
                        state.cluster(),
                        facts.runId(),
                        facts.kind(),
                        facts.to(),
                        move.inSync(),
                        Duration.between(facts.startedAt(), now)));
    }

    Decision<ClusterFailover> syncFailed(ClusterFailover state, Received<WorkFailed> input) {
        boolean isOurs = state.openMove().orElse(null) instanceof Syncing move
                && input.body().work() instanceof SyncDatacenters work
                && work.at().equals(move);
        return isOurs
                ? again(
                        state,
                        (Syncing) state.openMove().orElseThrow(),
                        input.body().reason(),
                        input.at())
                : Decision.of(state);
    }

    private Decision<ClusterFailover> again(ClusterFailover state, Syncing move, String why, Instant now) {
        if (move.attempt() < settings.move().attempts()) {
            return Decision.of(
                    state.moved(move.tryAgainAt(now.plus(settings.move().pause()))),
                    progressed(state, move.facts(), move.phase(), "tried again: " + why));
        }
        var remedy = move.phase() == MovePhase.DRAIN
                ? "; repair the keyspaces, for what was acknowledged at "
                        + move.facts().from() + " just before the shift may not be at "
                        + move.facts().to() + " yet"
                : "";
        return MoveEnds.failed(state, move, "NotRepaired", why + remedy, now);
    }

    private static MoveProgressed progressed(ClusterFailover state, MoveFacts facts, MovePhase phase, String note) {
        return new MoveProgressed(state.cluster(), facts.runId(), phase, note);
    }
}
