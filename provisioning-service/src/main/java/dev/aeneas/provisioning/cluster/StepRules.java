package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.RemoveNode;
import dev.aeneas.contracts.TopologyStep.ReplaceInPlace;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.step.StepRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step must obey as far as this process knows the machines; reality is looked at when it is done. */
final class StepRules {
    private final Catalog catalog;

    StepRules(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Every broken rule. */
    List<Violation> check(Cluster cluster, TopologyStep step) {
        var violations = new ArrayList<Violation>();
        var datacenter = cluster.datacenter(step.datacenter());
        if (datacenter.isEmpty()) {
            violations.add(new Violation("step.datacenter", "must exist; there is no '" + step.datacenter() + "'"));
            return violations;
        }
        violations.addAll(grain(step));
        if (step instanceof GrowDatacenter grow) {
            violations.addAll(sizes(
                    "must be above",
                    grow.nodeCount(),
                    datacenter.get(),
                    grow.nodeCount() >= members(datacenter.get())));
        } else if (step instanceof ShrinkDatacenter shrink) {
            violations.addAll(sizes(
                    "must be below",
                    shrink.nodeCount(),
                    datacenter.get(),
                    shrink.nodeCount() <= members(datacenter.get())));
        } else if (step instanceof ResizeDatacenter resize) {
            violations.addAll(SpecRules.sku("step.sku", resize.sku(), catalog));
        } else if (step instanceof ReplaceInPlace replace) {
            known("step.node", List.of(replace.node()), datacenter.get(), violations);
        } else if (step instanceof PrepareNodes prepare) {
            prepare.nodes().forEach(node -> violations.addAll(newNode(cluster, datacenter.get(), node)));
        } else if (step instanceof ResizeNodes resize) {
            violations.addAll(SpecRules.sku("step.sku", resize.sku(), catalog));
            known("step.nodes", resize.nodes(), datacenter.get(), violations);
        } else if (step instanceof JoinNodes join) {
            known("step.nodes", join.nodes(), datacenter.get(), violations);
            prepared(join.nodes(), datacenter.get(), violations);
        } else if (step instanceof DecommissionNode decommission) {
            known("step.node", List.of(decommission.node()), datacenter.get(), violations);
        } else if (step instanceof RollNodes roll) {
            known("step.nodes", roll.nodes(), datacenter.get(), violations);
            violations.addAll(SpecRules.setup("step.setup.", roll.setup(), catalog));
        } else if (step instanceof ReplaceNode replace) {
            known("step.node", List.of(replace.node()), datacenter.get(), violations);
            replacement(replace, cluster, violations);
        } else if (step instanceof RemoveNode remove) {
            known("step.node", List.of(remove.node()), datacenter.get(), violations);
        } else if (step instanceof CleanUpNodes cleanUp) {
            known("step.nodes", cleanUp.nodes(), datacenter.get(), violations);
        }
        cluster.openFault()
                .filter(fault -> fault.holds(step.datacenter()) && !(step instanceof ThrottleNodes))
                .map(fault -> new Violation(
                        "step.datacenter",
                        "must not be lost on purpose; fault " + fault.id() + " lasts until " + fault.until()))
                .ifPresent(violations::add);
        cluster.lock()
                .inTheWayOf(step)
                .map(run -> new Violation(
                        "step.nodes", "must not be changed by two steps at a time; step " + run.id() + " runs"))
                .ifPresent(violations::add);
        return violations;
    }

    private List<Violation> grain(TopologyStep step) {
        boolean takes =
                StepRun.fitsAnyGrain(step) || StepRun.ordersDatacenter(step) == (catalog.grain() == Grain.DATACENTER);
        return takes
                ? List.of()
                : List.of(
                        new Violation("step", "must be one that the provider takes; its grain is " + catalog.grain()));
    }

    /** The same number again is a step that is asked for once more, after a crash. */
    private static List<Violation> sizes(String rule, int nodeCount, Datacenter datacenter, boolean obeyed) {
        var violations = new ArrayList<Violation>();
        if (!obeyed) {
            violations.add(new Violation(
                    "step.nodeCount", rule + " the present " + members(datacenter) + " nodes; was " + nodeCount));
        }
        if (nodeCount % datacenter.racks().size() != 0) {
            violations.add(new Violation(
                    "step.nodeCount",
                    "must be a multiple of the racks (" + datacenter.racks().size() + "); was " + nodeCount));
        }
        return violations;
    }

    private static int members(Datacenter datacenter) {
        return datacenter.nodes().size();
    }

    private static void replacement(ReplaceNode replace, Cluster cluster, List<Violation> violations) {
        boolean taken = cluster.topology().nodes().stream()
                .filter(present -> present.state() != NodeState.REQUESTED)
                .anyMatch(present -> present.name().equals(replace.newNode()));
        if (taken) {
            violations.add(new Violation("step.newNode", "must be unique; '" + replace.newNode() + "' exists"));
        }
    }

    private List<Violation> newNode(Cluster cluster, Datacenter datacenter, NewNode node) {
        var violations = new ArrayList<>(SpecRules.sku("step.nodes.sku", node.sku(), catalog));
        if (!datacenter.racks().contains(node.rack())) {
            violations.add(new Violation(
                    "step.nodes.rack", "must be one of " + datacenter.racks() + "; was '" + node.rack() + "'"));
        }
        boolean taken = cluster.topology().nodes().stream()
                .anyMatch(present -> present.name().equals(node.name()) && !sameAgain(present, node));
        if (taken) {
            violations.add(new Violation("step.nodes.name", "must be unique; '" + node.name() + "' exists"));
        }
        return violations;
    }

    private static boolean sameAgain(Node present, NewNode node) {
        boolean unjoined = present.state() == NodeState.REQUESTED || present.state() == NodeState.PREPARED;
        return unjoined
                && present.rack().equals(node.rack())
                && present.tokens().equals(node.tokens());
    }

    private static void known(String field, List<String> names, Datacenter datacenter, List<Violation> violations) {
        names.stream()
                .filter(name -> node(datacenter, name).isEmpty())
                .map(name ->
                        new Violation(field, "must exist; there is no '" + name + "' in " + datacenter.datacenter()))
                .forEach(violations::add);
    }

    private static void prepared(List<String> names, Datacenter datacenter, List<Violation> violations) {
        names.stream()
                .flatMap(name -> node(datacenter, name).stream())
                .filter(node -> node.state() == NodeState.REQUESTED || node.state() == NodeState.STOPPED)
                .map(node -> new Violation("step.nodes", "must be prepared; '" + node.name() + "' is " + node.state()))
                .forEach(violations::add);
    }

    private static Optional<Node> node(Datacenter datacenter, String name) {
        return datacenter.nodes().stream().filter(n -> n.name().equals(name)).findFirst();
    }
}
