package dev.aeneas.scaling.plan;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a demand must obey; every broken rule is told, never only the first. */
public final class PlanRules {
    private static final Set<NodeState> MOVING = EnumSet.of(NodeState.LEAVING, NodeState.MOVING);

    private PlanRules() {}

    /** Rules that hold whatever the nodes are doing at the moment: what a gateway can say at once. */
    public static List<Violation> ofDemand(Demand demand, ClusterTopology topology, List<Sku> skus) {
        var violations = new ArrayList<Violation>();
        var datacenter = topology.datacenter(demand.datacenter()).orElseThrow();
        if (demand.nodeCount() != null) {
            violations.addAll(ofNodeCount(demand.nodeCount(), datacenter));
        }
        if (demand.sku() != null && !skus.isEmpty() && !skus.contains(demand.sku())) {
            violations.add(new Violation("sku", "must be one of " + skus + "; was " + demand.sku()));
        }
        for (var dead : demand.deadDatacenters()) {
            if (topology.datacenter(dead).isEmpty()) {
                violations.add(new Violation("deadDatacenters", "must be datacenters of the cluster; was " + dead));
            }
        }
        if (demand.spareCount() != null && demand.emergency()) {
            violations.add(new Violation(
                    "spareCount", "must not change while a datacenter is dead: machines go to the ring first"));
        }
        if (demand.deadDatacenters().contains(demand.datacenter())) {
            violations.add(new Violation("deadDatacenters", "must not name the datacenter that is to be scaled"));
        }
        return violations;
    }

    /** Every rule, on the machines as they are under the lock. */
    static List<Violation> all(PlanRequest request) {
        var violations = new ArrayList<>(
                ofDemand(request.demand(), request.topology(), request.offer().skus()));
        boolean whole = request.offer().grain() == Grain.DATACENTER;
        if (whole && request.spareCount() > 0) {
            violations.add(new Violation(
                    "spareCount", "must be 0: the provider takes whole datacenters, and every node of one joins"));
        }
        violations.addAll(ofNodes(request));
        violations.addAll(ofLeaving(request));
        if (!whole) {
            // where the provider chooses the tokens, nobody has to plan between those that there are
            violations.addAll(ofTokens(request));
        }
        violations.addAll(FactRules.check(request));
        violations.addAll(RoomRules.check(request));
        return violations;
    }

    private static List<Violation> ofNodeCount(int nodeCount, Datacenter datacenter) {
        var violations = new ArrayList<Violation>();
        int racks = datacenter.racks().size();
        if (nodeCount % racks != 0) {
            violations.add(new Violation(
                    "nodeCount",
                    "must be a multiple of the racks (" + racks + ") so that they stay balanced; was " + nodeCount));
        }
        if (nodeCount < datacenter.replicationFactor()) {
            violations.add(new Violation(
                    "nodeCount",
                    "must not fall below the replication factor " + datacenter.replicationFactor() + "; was "
                            + nodeCount));
        }
        return violations;
    }

    /** A node on its way out may go on leaving; whoever stays, and whoever is stopped, must be well first. */
    private static List<Violation> ofNodes(PlanRequest request) {
        var violations = new ArrayList<Violation>();
        if (request.datacenter().deallocated()) {
            violations.add(new Violation("datacenter", "is deallocated: start the cluster first"));
        }
        var kept = Roster.of(request).kept();
        request.datacenter().nodes().stream()
                .filter(node ->
                        node.state() == NodeState.STOPPED || (kept.contains(node) && MOVING.contains(node.state())))
                .map(node -> new Violation("node " + node.name(), "must be Up/Normal; is " + node.state()))
                .forEach(violations::add);
        return violations;
    }

    private static List<Violation> ofLeaving(PlanRequest request) {
        var violations = new ArrayList<Violation>();
        boolean shrinks = request.nodeCount() < Roster.counted(request.datacenter());
        if (shrinks && request.demand().emergency()) {
            violations.add(new Violation(
                    "nodeCount",
                    "must not fall while a datacenter is dead: "
                            + request.demand().deadDatacenters()));
        }
        return violations;
    }

    /** Tokens of newcomers are planned between those that exist: all of them must be known. */
    private static List<Violation> ofTokens(PlanRequest request) {
        boolean grows = request.nodeCount() > Roster.counted(request.datacenter());
        return request.datacenter().nodes().stream()
                .filter(node -> grows && Roster.owns(node) && node.tokens().isEmpty())
                .map(node -> new Violation("node " + node.name(), "must have its tokens known to the provider"))
                .toList();
    }
}
