package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicyDeleted;
import dev.aeneas.contracts.AutoscaleEvent.AutoscalePolicySet;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Command;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.DeleteAutoscalePolicy;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.scaling.look.SeeCluster;
import java.util.List;
import java.util.Optional;

/** Sets and removes policies, or says every reason why not. */
final class PolicyDecisions {
    private final SeeCluster clusters;

    PolicyDecisions(SeeCluster clusters) {
        this.clusters = clusters;
    }

    Decision<Autoscaling> set(Optional<Autoscaling> state, Received<SetAutoscalePolicy> input) {
        var command = input.body();
        var topology = clusters.topology(command.cluster());
        return refusal(command, topology)
                .map(refused -> Decision.of(state.orElse(null), refused))
                .orElseGet(() -> Decision.of(
                        state.orElseGet(() -> Autoscaling.off(command.cluster(), command.datacenter()))
                                .following(command.policy()),
                        new AutoscalePolicySet(command.cluster(), command.datacenter(), command.policy())));
    }

    private static Optional<Message> refusal(SetAutoscalePolicy command, Optional<ClusterTopology> topology) {
        if (topology.isEmpty()) {
            return Optional.of(notFound(command, command.cluster(), "cluster", "is not known: " + command.cluster()));
        }
        var datacenter = topology.get().datacenter(command.datacenter());
        if (datacenter.isEmpty()) {
            return Optional.of(
                    notFound(command, command.cluster(), "datacenter", "is not known: " + command.datacenter()));
        }
        var violations = PolicyRules.check(command.policy(), datacenter.get());
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(refused(command, command.cluster(), Refusal.Kind.INVALID, violations));
    }

    Decision<Autoscaling> delete(Autoscaling state, Received<DeleteAutoscalePolicy> input) {
        return state.isOn()
                ? Decision.of(state.off(), new AutoscalePolicyDeleted(state.cluster(), state.datacenter()))
                : Decision.of(state, nothingToDelete(input));
    }

    Message nothingToDelete(Received<DeleteAutoscalePolicy> input) {
        var command = input.body();
        return notFound(command, command.cluster(), "datacenter", noPolicy(command.datacenter()));
    }

    private static String noPolicy(DatacenterName datacenter) {
        return datacenter + " has no autoscale policy";
    }

    private static ScaleRefused notFound(Command command, ClusterName cluster, String field, String rule) {
        return refused(command, cluster, Refusal.Kind.NOT_FOUND, List.of(new Violation(field, rule)));
    }

    private static ScaleRefused refused(
            Command command, ClusterName cluster, Refusal.Kind kind, List<Violation> violations) {
        return new ScaleRefused(cluster, MessageTypes.nameOf(command.getClass()), kind, violations, null);
    }
}
