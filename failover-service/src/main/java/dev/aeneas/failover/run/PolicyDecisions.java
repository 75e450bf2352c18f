package dev.aeneas.failover.run;

import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.FailoverPolicyChanged;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.failover.policy.FailoverPolicy;
import dev.aeneas.failover.policy.PolicyRules;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import java.util.List;

/** Sets the policy, and with the first one where clients belong. */
final class PolicyDecisions {
    private PolicyDecisions() {}

    static Decision<ClusterFailover> set(ClusterFailover state, Received<SetFailoverPolicy> input) {
        var command = input.body();
        if (state.deleted()) {
            return Decision.of(state, FailoverProcess.unknown(command.cluster(), command));
        }
        if (state.openMove().isPresent()) {
            var wait = new Refusal.Violation(
                    "cluster", "must have no open move; abort it or wait: ./aeneas failover moves " + state.cluster());
            return Decision.of(
                    state, FailoverProcess.refused(command.cluster(), command, Refusal.Kind.CONFLICT, List.of(wait)));
        }
        var policy = FailoverPolicy.of(command);
        var unknown = PolicyRules.unknown(policy, state.topology());
        if (!unknown.isEmpty()) {
            return Decision.of(
                    state, FailoverProcess.refused(command.cluster(), command, Refusal.Kind.NOT_FOUND, unknown));
        }
        var broken = PolicyRules.broken(policy, state.topology());
        if (!broken.isEmpty()) {
            return Decision.of(
                    state, FailoverProcess.refused(command.cluster(), command, Refusal.Kind.INVALID, broken));
        }
        return Decision.of(
                state.with(policy, routing(state, policy)),
                new FailoverPolicyChanged(
                        command.cluster(), policy.mode(), policy.primary(), policy.standby(), policy.terms()));
    }

    /** A run led clients where they are: a policy does not lead them back by the way. */
    private static Routing routing(ClusterFailover state, FailoverPolicy policy) {
        boolean shifted = state.routing() != null && state.routing().epoch() > 0;
        return shifted ? state.routing() : new Routing(policy.primary(), 0);
    }
}
