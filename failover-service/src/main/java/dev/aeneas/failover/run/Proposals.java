package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.FailoverTerms.Moment;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.PolicyEvent.FailoverProposed;
import dev.aeneas.contracts.PolicyEvent.FailoverVetoed;
import dev.aeneas.contracts.PolicyEvent.HookFailed;
import dev.aeneas.failover.hook.AskHooks;
import dev.aeneas.failover.hook.AskHooks.HooksAnswered;
import dev.aeneas.failover.hook.HookAnswer;
import dev.aeneas.failover.hook.HookCall;
import dev.aeneas.failover.run.Restraint.Proposal;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hooks are asked before Aeneas fails over by itself. A person who orders a failover has decided: nobody is asked then. */
final class Proposals {
    private final RunOpening opening;

    Proposals(RunOpening opening) {
        this.opening = opening;
    }

    static Decision<ClusterFailover> propose(ClusterFailover state, Proposal proposal) {
        var hooks = before(state);
        var longest =
                hooks.stream().map(Hook::timeout).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return Decision.of(
                state.with(state.restraint().withProposal(proposal)),
                new FailoverProposed(
                        state.cluster(),
                        proposal.region(),
                        proposal.reason(),
                        hooks.stream().map(Hook::name).toList(),
                        proposal.at().plus(longest)));
    }

    static List<Hook> before(ClusterFailover state) {
        return state.policy().terms().hooks().stream()
                .filter(hook -> hook.moment() == Moment.BEFORE)
                .toList();
    }

    static Optional<AskHooks> work(ClusterFailover state) {
        return Optional.ofNullable(state.restraint().proposal())
                .filter(proposal -> state.policy() != null)
                .map(proposal -> new AskHooks(call(state, proposal), before(state)));
    }

    private static HookCall call(ClusterFailover state, Proposal proposal) {
        return new HookCall(
                proposal.id(),
                FailoverProposed.class.getSimpleName(),
                state.cluster(),
                null,
                proposal.region(),
                state.routing().datacenter(),
                state.policy().standby(),
                proposal.reason());
    }

    Decision<ClusterFailover> answered(ClusterFailover state, Received<HooksAnswered> input) {
        var proposal = state.restraint().proposal();
        return proposal == null || !proposal.id().equals(input.body().proposal())
                ? Decision.of(state)
                : answered(state, proposal, input.body().answers(), input.at());
    }

    /** Whoever asks died of something unforeseen: as if no hook had answered. */
    Decision<ClusterFailover> failed(ClusterFailover state, Received<WorkFailed> input) {
        var proposal = state.restraint().proposal();
        if (proposal == null) {
            return Decision.of(state);
        }
        var nothing = before(state).stream()
                .map(hook -> new HookAnswer(
                        hook.name(), HookAnswer.Kind.NONE, input.body().reason()))
                .toList();
        return answered(state, proposal, nothing, input.at());
    }

    private Decision<ClusterFailover> answered(
            ClusterFailover waiting, Proposal proposal, List<HookAnswer> answers, Instant now) {
        var state = waiting.with(waiting.restraint().withProposal(null));
        var said = answers.stream()
                .flatMap(answer -> said(state, proposal, answer))
                .toArray(Message[]::new);
        var against =
                Stream.concat(against(state, answers), since(state, proposal)).findFirst();
        if (against.isPresent()) {
            return Decision.of(state, said)
                    .and(new FailoverDecisionNeeded(state.cluster(), proposal.region(), against.get()));
        }
        var opened = opening.unlessForbidden(state, proposal.region(), proposal.reason(), now);
        return new Decision<>(
                opened.state(),
                Stream.concat(Stream.of(said), opened.messages().stream()).toList());
    }

    private static Stream<Message> said(ClusterFailover state, Proposal proposal, HookAnswer answer) {
        return switch (answer.kind()) {
            case YES -> Stream.of();
            case VETO ->
                Stream.of(new FailoverVetoed(state.cluster(), proposal.region(), answer.hook(), answer.reason()));
            case NONE -> Stream.of(new HookFailed(state.cluster(), answer.hook(), Moment.BEFORE, answer.reason()));
        };
    }

    private static Stream<String> against(ClusterFailover state, List<HookAnswer> answers) {
        return answers.stream()
                .filter(answer -> answer.kind() == HookAnswer.Kind.VETO || isMissing(state, answer))
                .map(answer -> answer.kind() == HookAnswer.Kind.VETO
                        ? "hook " + answer.hook() + " says no: " + answer.reason()
                        : "hook " + answer.hook() + " is required and gave no answer: " + answer.reason());
    }

    private static boolean isMissing(ClusterFailover state, HookAnswer answer) {
        return answer.kind() == HookAnswer.Kind.NONE
                && before(state).stream().anyMatch(h -> h.name().equals(answer.hook()) && h.required());
    }

    /** What happened while hooks were asked. */
    private static Stream<String> since(ClusterFailover state, Proposal proposal) {
        if (state.policy().mode() != Mode.AUTOMATIC) {
            return Stream.of("the policy says now that a person decides");
        }
        if (!state.regionOf(state.routing().datacenter()).equals(Optional.of(proposal.region()))) {
            return Stream.of("clients are no longer in region " + proposal.region());
        }
        var kind = state.standing(proposal.region()).kind();
        return kind == RegionStanding.Kind.DOWN || kind == RegionStanding.Kind.DEGRADED
                ? Stream.empty()
                : Stream.of("region " + proposal.region() + " answered again while hooks were asked");
    }
}
