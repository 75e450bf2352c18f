package dev.aeneas.scaling.change;

import dev.aeneas.cassandra.setting.Settings;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeChange;
import dev.aeneas.contracts.NodeChange.RemoveDeadNode;
import dev.aeneas.contracts.NodeChange.ReplaceDeadNode;
import dev.aeneas.contracts.NodeChange.RollNodes;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.List;

/** What a change must obey as far as the machines are known here; whoever does it looks at the ring itself. */
public final class ChangeRules {
    private ChangeRules() {}

    /** Every broken rule. */
    public static List<Violation> check(ClusterTopology topology, DatacenterName name, NodeChange change) {
        var datacenter = topology.datacenter(name);
        if (datacenter.isEmpty()) {
            return List.of(new Violation("datacenter", "must exist; there is no '" + name + "'"));
        }
        if (change instanceof RollNodes roll) {
            return roll(datacenter.get(), roll);
        }
        return change instanceof ReplaceDeadNode replace
                ? node(datacenter.get(), replace.node())
                : removal(datacenter.get(), (RemoveDeadNode) change);
    }

    /** What the provider's grain allows. */
    static List<Violation> ofGrain(NodeChange change, Grain grain) {
        return grain == Grain.NODE || change instanceof ReplaceDeadNode
                ? List.of()
                : List.of(
                        new Violation(
                                "change",
                                "must be ReplaceDeadNode; the provider takes whole datacenters, and this is not done there yet"));
    }

    private static List<Violation> roll(Datacenter datacenter, RollNodes roll) {
        var violations = new ArrayList<Violation>();
        if (roll.settings() != null) {
            Settings.violations(roll.settings())
                    .forEach((setting, rule) -> violations.add(new Violation("change.settings." + setting, rule)));
        }
        if (roll.firstRack() != null && !datacenter.racks().contains(roll.firstRack())) {
            violations.add(new Violation(
                    "change.firstRack", "must be one of " + datacenter.racks() + "; was '" + roll.firstRack() + "'"));
        }
        return violations;
    }

    private static List<Violation> removal(Datacenter datacenter, RemoveDeadNode remove) {
        var violations = new ArrayList<>(node(datacenter, remove.node()));
        long left = datacenter.nodes().stream()
                .filter(node -> node.state() == NodeState.NORMAL && !node.name().equals(remove.node()))
                .count();
        if (left < datacenter.replicationFactor()) {
            violations.add(new Violation(
                    "change.node",
                    "must leave at least as many nodes as the replication factor (" + datacenter.replicationFactor()
                            + "); " + left + " would be left: replace it instead"));
        }
        return violations;
    }

    private static List<Violation> node(Datacenter datacenter, String name) {
        var node =
                datacenter.nodes().stream().filter(n -> n.name().equals(name)).findFirst();
        if (node.isEmpty()) {
            return List.of(new Violation(
                    "change.node", "must exist; there is no '" + name + "' in " + datacenter.datacenter()));
        }
        return node.map(Node::state).filter(state -> state == NodeState.NORMAL).isPresent()
                ? List.of()
                : List.of(new Violation(
                        "change.node",
                        "must have joined; '" + name + "' is " + node.get().state()));
    }
}
