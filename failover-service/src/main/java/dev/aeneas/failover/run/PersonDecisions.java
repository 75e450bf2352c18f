package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverCommand;
import dev.aeneas.contracts.FailoverCommand.AbortFailover;
import dev.aeneas.contracts.FailoverCommand.AcknowledgeFailover;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.PolicyEvent.FailoverAborted;
import dev.aeneas.contracts.PolicyEvent.FailoverAcknowledged;
import dev.aeneas.contracts.PolicyEvent.FailoversResumed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.SupersedeRun;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;
import java.util.Optional;

/** What people say of a run, and of failing over at all. */
final class PersonDecisions {
    private PersonDecisions() {}

    static Decision<ClusterFailover> stopped(ClusterFailover state, Received<FailoversStopped> input) {
        return Decision.of(state.with(state.restraint().withStopped(input.body().reason())));
    }

    /** What was lost meanwhile is not acted upon: somebody was asked, and is at it. But it is asked again. */
    static Decision<ClusterFailover> resumed(ClusterFailover state, Received<FailoversResumed> input) {
        var next = state.with(state.restraint().withStopped(null));
        return lostWhereClientsAre(next)
                .map(region -> Decision.of(
                        next,
                        new FailoverDecisionNeeded(
                                next.cluster(), region, "it was lost while failovers were stopped, and still is down")))
                .orElseGet(() -> Decision.of(next));
    }

    private static Optional<String> lostWhereClientsAre(ClusterFailover state) {
        if (state.policy() == null || state.policy().mode() == Mode.OFF) {
            return Optional.empty();
        }
        return state.regionOf(state.routing().datacenter())
                .filter(region -> state.standing(region).isDown())
                .filter(region -> state.openRun().isEmpty());
    }

    static Decision<ClusterFailover> acknowledge(ClusterFailover state, Received<AcknowledgeFailover> input) {
        var command = input.body();
        var run = find(state, command.runId());
        if (run.isEmpty()) {
            return unknown(state, command, command.runId());
        }
        if (run.get().isOpen()) {
            return conflict(state, command, "must be over; " + command.runId() + " is still open");
        }
        return Decision.of(
                state.with(state.restraint().withAcknowledged(command.runId())),
                new FailoverAcknowledged(state.cluster(), command.runId(), command.by()));
    }

    /** Every moment is safe for the run: scaling stops at a safe point of its own, and a repair that is cut short is only one that is missing. */
    static Decision<ClusterFailover> abort(ClusterFailover state, Received<AbortFailover> input) {
        var command = input.body();
        var run = find(state, command.runId());
        if (run.isEmpty()) {
            return unknown(state, command, command.runId());
        }
        if (!run.get().isOpen()) {
            return conflict(state, command, "must be open; " + command.runId() + " is over");
        }
        var facts = run.get().facts().at(t -> t.finished(input.at()));
        var aborted = Decision.of(
                state.moved(new FailoverRun.Aborted(facts, command.reason())),
                new FailoverAborted(state.cluster(), facts.runId(), command.reason()));
        return run.get() instanceof FailoverRun.Growing growing
                ? aborted.and(new SupersedeRun(state.cluster(), growing.scaleRunId(), facts.runId() + "-abort"))
                : aborted;
    }

    private static Optional<FailoverRun> find(ClusterFailover state, String runId) {
        return state.runs().stream()
                .filter(run -> run.facts().runId().equals(runId))
                .findFirst();
    }

    private static Decision<ClusterFailover> unknown(ClusterFailover state, FailoverCommand command, String runId) {
        return refuse(state, command, Refusal.Kind.NOT_FOUND, "must be a run of the cluster; '" + runId + "' is none");
    }

    private static Decision<ClusterFailover> conflict(ClusterFailover state, FailoverCommand command, String rule) {
        return refuse(state, command, Refusal.Kind.CONFLICT, rule);
    }

    private static Decision<ClusterFailover> refuse(
            ClusterFailover state, FailoverCommand command, Refusal.Kind kind, String rule) {
        return Decision.of(
                state,
                FailoverProcess.refused(command.cluster(), command, kind, List.of(new Violation("runId", rule))));
    }
}
