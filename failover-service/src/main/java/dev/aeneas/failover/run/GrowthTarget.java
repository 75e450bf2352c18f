package dev.aeneas.failover.run;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.failover.policy.FailoverPolicy;
import dev.aeneas.failover.run.RunFacts.Target;
import java.util.EnumSet;
import java.util.Set;

/** What the standby has to become: what the policy says, else what the lost primary was; never smaller than it is. */
public final class GrowthTarget {
    private static final Set<NodeState> NOT_YET =
            EnumSet.of(NodeState.REQUESTED, NodeState.PREPARED, NodeState.JOINING);

    private GrowthTarget() {}

    public static Target of(ClusterFailover state) {
        var policy = state.policy();
        var topology = state.topology();
        var lost = topology.datacenter(state.routing().datacenter()).orElseThrow();
        var standby = topology.datacenter(policy.standby()).orElseThrow();
        int wanted = policy.targetNodeCount() == null ? share(policy, servingNodes(lost)) : policy.targetNodeCount();
        int racks = standby.racks().size();
        int balanced = (wanted + racks - 1) / racks * racks;
        var sku = policy.targetSku() == null ? lost.sku() : policy.targetSku();
        return new Target(Math.max(balanced, servingNodes(standby)), sku);
    }

    /** Of the lost nodes, rounded up: a promise is not kept by less. */
    private static int share(FailoverPolicy policy, int lost) {
        var percent = policy.terms().targetPercent();
        return percent == null ? lost : (lost * percent + 99) / 100;
    }

    /** Whether the standby is that already. */
    public static boolean isMet(Target target, Datacenter standby) {
        return servingNodes(standby) >= target.nodeCount()
                && standby.nodes().stream().allMatch(n -> n.sku().equals(target.sku()));
    }

    /** What a datacenter is now. */
    public static Target present(Datacenter datacenter) {
        return new Target(servingNodes(datacenter), datacenter.sku());
    }

    static int servingNodes(Datacenter datacenter) {
        return Math.toIntExact(datacenter.nodes().stream()
                .filter(n -> !NOT_YET.contains(n.state()))
                .count());
    }
}
