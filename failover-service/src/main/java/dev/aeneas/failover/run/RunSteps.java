package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.PolicyEvent.FailoverPlanChanged;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.failover.run.FailoverRun.Completed;
import dev.aeneas.failover.run.FailoverRun.Failed;
import dev.aeneas.failover.run.FailoverRun.Growing;
import dev.aeneas.failover.run.FailoverRun.Repairing;
import dev.aeneas.failover.run.RepairStandby.StandbyRepaired;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** What moves an open run on; whatever does not concern its present state changes nothing. */
final class RunSteps {
    private final RunSettings settings;

    RunSteps(RunSettings settings) {
        this.settings = settings;
    }

    /** The request for capacity; asking again under the same id is harmless. */
    static ScaleDatacenter ask(ClusterName cluster, Growing run) {
        var facts = run.facts();
        return new ScaleDatacenter(
                cluster,
                facts.to(),
                run.scaleRunId(),
                facts.target().nodeCount(),
                facts.target().sku(),
                facts.dead());
    }

    /** The standby has what was promised; the decision so far goes on to repair. */
    static Decision<ClusterFailover> grown(Decision<ClusterFailover> soFar, Growing run, Instant now, Duration scaled) {
        var state = soFar.state();
        var grown = new Decision<>(state.moved(run.grown(now, scaled)), soFar.messages())
                .and(capacityRestored(state.cluster(), run.facts(), now));
        return run.facts().changes().isEmpty() ? grown : grown.and(lessThanAsked(state.cluster(), run.facts()));
    }

    private static FailoverDecisionNeeded lessThanAsked(ClusterName cluster, RunFacts facts) {
        return new FailoverDecisionNeeded(
                cluster,
                facts.region(),
                "datacenter " + facts.to() + " grew by plan B to "
                        + facts.target().inWords() + "; scale it by hand when more is needed");
    }

    Decision<ClusterFailover> scaleCompleted(ClusterFailover state, Received<ScaleCompleted> input) {
        var open = state.openRun().orElse(null);
        if (open instanceof Growing run && run.scaleRunId().equals(input.body().runId())) {
            // after plan B, or in a run of somebody else, there was more to wait for than the next failover has
            boolean asAsked = run.facts().changes().isEmpty() && run.follows() == null;
            return grown(
                    Decision.of(state), run, input.at(), asAsked ? input.body().measured() : null);
        }
        boolean late = open instanceof Repairing run
                && run.growthError() != null
                && input.body().runId().startsWith(run.facts().runId());
        return late ? grownAfterAll(state, (Repairing) open, input.at()) : Decision.of(state);
    }

    private static Decision<ClusterFailover> grownAfterAll(ClusterFailover state, Repairing run, Instant now) {
        return Decision.of(state.moved(run.grownAfterAll(now)), capacityRestored(state.cluster(), run.facts(), now));
    }

    Decision<ClusterFailover> scaleFailed(ClusterFailover state, Received<ScaleFailed> input) {
        return state.openRun().orElse(null) instanceof Growing run
                        && run.scaleRunId().equals(input.body().runId())
                ? planB(state, run, input.body().error())
                : Decision.of(state);
    }

    Decision<ClusterFailover> scaleSuperseded(ClusterFailover state, Received<ScaleSuperseded> input) {
        return state.openRun().orElse(null) instanceof Growing run
                        && run.scaleRunId().equals(input.body().runId())
                ? Decision.of(state.moved(run.following(input.body().by())))
                : Decision.of(state);
    }

    Decision<ClusterFailover> scaleRefused(ClusterFailover state, Received<ScaleRefused> input) {
        var refused = input.body();
        if (!(state.openRun().orElse(null) instanceof Growing run)
                || !run.scaleRunId().equals(refused.runId())) {
            return Decision.of(state);
        }
        if (refused.kind() == Refusal.Kind.CONFLICT) {
            return Decision.of(state.moved(run.askAgainAt(input.at().plus(settings.scaleRetry()))));
        }
        var why = refused.violations().stream()
                .map(v -> v.field() + " " + v.rule())
                .collect(Collectors.joining("; "));
        return planB(state, run, error("ScaleRefused", why, run));
    }

    /** Something smaller now is better than nothing; scaling asked the provider, and knows of no more than that it refused. */
    private static Decision<ClusterFailover> planB(ClusterFailover state, Growing run, ProvisionError why) {
        var plans = run.plansLeft() == null ? PlanB.of(state, run.facts()) : run.plansLeft();
        if (plans.isEmpty()) {
            return notGrown(state, run, why);
        }
        var before = run.facts().target();
        var reason = before.inWords() + ": " + why.message() + "; trying "
                + plans.get(0).inWords();
        var other = run.instead(plans, reason);
        var target = other.facts().target();
        return Decision.of(
                state.moved(other),
                new FailoverPlanChanged(
                        state.cluster(),
                        run.facts().runId(),
                        run.facts().to(),
                        target.nodeCount(),
                        target.sku(),
                        reason),
                ask(state.cluster(), other));
    }

    Decision<ClusterFailover> wake(ClusterFailover state, Received<Wake> input) {
        var open = state.openRun().orElse(null);
        if (open instanceof Growing run && !input.at().isBefore(run.wakeAt())) {
            return run.wakeAt().equals(run.retryAt())
                    ? askAgain(state, run.askedAgain())
                    : notGrown(state, run, error("GrowthTimedOut", "gave no result within " + settings.growth(), run));
        }
        if (open instanceof Repairing run
                && run.notBefore() != null
                && !input.at().isBefore(run.notBefore())) {
            return Decision.of(state.moved(run.now()));
        }
        return Decision.of(state);
    }

    private static Decision<ClusterFailover> askAgain(ClusterFailover state, Growing run) {
        return Decision.of(state.moved(run), ask(state.cluster(), run));
    }

    /** Clients stay where they are, and what is there is repaired: a small standby that is right beats a small one. */
    private static Decision<ClusterFailover> notGrown(ClusterFailover state, Growing run, ProvisionError why) {
        var facts = run.facts();
        return Decision.of(
                state.moved(run.notGrown(why)),
                new FailoverDecisionNeeded(
                        state.cluster(),
                        facts.region(),
                        "datacenter " + facts.to() + " serves clients and did not grow: " + why.message()
                                + "; scale it by hand"));
    }

    Decision<ClusterFailover> repaired(ClusterFailover state, Received<StandbyRepaired> input) {
        if (!(state.openRun().orElse(null) instanceof Repairing run)
                || !run.facts().runId().equals(input.body().runId())) {
            return Decision.of(state);
        }
        var facts = run.facts();
        var cluster = state.cluster();
        var ended = run.repaired(input.at());
        var next = state.moved(ended);
        var decision = Decision.of(
                next,
                new ConsistencyRestored(
                        cluster,
                        facts.runId(),
                        facts.to(),
                        facts.timeline().sinceDown(input.at()),
                        next.steppedConsistency().orElse(null)));
        return ended instanceof Completed completed
                ? decision.and(new FailoverCompleted(cluster, facts.runId(), facts.epoch(), completed.rto()))
                : decision.and(new FailoverFailed(cluster, facts.runId(), ((Failed) ended).error()));
    }

    Decision<ClusterFailover> repairFailed(ClusterFailover state, Received<WorkFailed> input) {
        // the repair of a move that this failover ended may fail late
        if (!(state.openRun().orElse(null) instanceof Repairing run)
                || !(input.body().work() instanceof RepairStandby work)
                || !work.runId().equals(run.facts().runId())) {
            return Decision.of(state);
        }
        if (run.attempt() < settings.repair().attempts()) {
            return Decision.of(
                    state.moved(run.tryAgainAt(input.at().plus(settings.repair().pause()))));
        }
        var failed =
                run.notRepaired(input.at(), error("RepairFailed", input.body().reason(), run));
        return Decision.of(
                state.moved(failed),
                new FailoverFailed(state.cluster(), run.facts().runId(), failed.error()));
    }

    private static CapacityRestored capacityRestored(ClusterName cluster, RunFacts facts, Instant now) {
        return new CapacityRestored(
                cluster,
                facts.runId(),
                facts.to(),
                facts.target().nodeCount(),
                facts.target().sku(),
                facts.timeline().sinceDown(now));
    }

    private static ProvisionError error(String code, String message, FailoverRun run) {
        return new ProvisionError(code, message, run.facts().to().value());
    }
}
