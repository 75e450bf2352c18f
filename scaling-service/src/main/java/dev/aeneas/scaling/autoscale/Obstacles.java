package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningState;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What makes a look worthless: something else is going on, or too few nodes told of it.
 *
 * <p>A node down anywhere in the cluster is one too: during an outage the other datacenters carry its load, and it is
 * failover's and people's business what they grow to. Nothing ever shrinks then.
 */
final class Obstacles {
    private final AutoscalePolicy policy;
    private final Looked look;

    private Obstacles(AutoscalePolicy policy, Looked look) {
        this.policy = policy;
        this.look = look;
    }

    static Optional<Verdict> in(AutoscalePolicy policy, Looked look) {
        var obstacles = new Obstacles(policy, look);
        return obstacles
                .openRun()
                .or(obstacles::notReady)
                .or(obstacles::nodeNotNormal)
                .or(obstacles::tooFewAnswers)
                .or(obstacles::seenDown)
                .or(obstacles::repair);
    }

    private Optional<Verdict> openRun() {
        return Optional.ofNullable(look.openRun())
                .map(run -> hold(
                        Why.RUN_OPEN,
                        (run.emergency() ? "emergency run " : "run ") + run.runId() + " (" + run.datacenter()
                                + ") is open"));
    }

    private Optional<Verdict> notReady() {
        var datacenter = look.datacenter();
        if (datacenter.deallocated()) {
            return Optional.of(hold(Why.NOT_READY, "the datacenter is deallocated"));
        }
        return datacenter.provisioningState() == ProvisioningState.SUCCEEDED
                ? Optional.empty()
                : Optional.of(hold(Why.NOT_READY, "the datacenter is " + datacenter.provisioningState()));
    }

    private Optional<Verdict> nodeNotNormal() {
        return look.datacenter().nodes().stream()
                .filter(node -> node.state() != NodeState.NORMAL && node.state() != NodeState.PREPARED)
                .findFirst()
                .map(node -> hold(Why.NODE_DOWN, "node " + node.name() + " is " + node.state()));
    }

    private Optional<Verdict> tooFewAnswers() {
        long answers = look.answersOn(policy.targetCpuPercent() != null);
        int quorum = look.nodeCount() / 2 + 1;
        return answers >= quorum
                ? Optional.empty()
                : Optional.of(hold(
                        Why.TOO_FEW_ANSWERS,
                        "only " + answers + " of " + look.nodeCount() + " nodes told their load, and it takes "
                                + quorum));
    }

    private Optional<Verdict> seenDown() {
        var down = new TreeSet<String>();
        look.answers().forEach(load -> down.addAll(load.down()));
        return down.isEmpty()
                ? Optional.empty()
                : Optional.of(hold(Why.NODE_DOWN, "nodes of the cluster are seen down: " + named(down)));
    }

    private String named(SortedSet<String> addresses) {
        var own = look.datacenter().nodes().stream()
                .filter(node -> addresses.contains(node.address()))
                .map(Node::name)
                .toList();
        return (own.isEmpty() ? addresses : own).toString();
    }

    private Optional<Verdict> repair() {
        return look.answers().stream().anyMatch(load -> load.repairs() > 0)
                ? Optional.of(hold(Why.REPAIR, "the datacenter is being repaired"))
                : Optional.empty();
    }

    private Verdict hold(Why why, String reason) {
        return Verdict.hold(look, why, reason);
    }
}
