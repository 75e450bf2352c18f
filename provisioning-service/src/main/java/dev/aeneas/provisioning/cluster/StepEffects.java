package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.KeepSpares;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.RemoveNode;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import dev.aeneas.contracts.TopologyStep.RollNodes;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import java.util.List;
import java.util.function.Predicate;

/** What a step makes of the machines: while it runs, when it is completed, when it failed. */
final class StepEffects {
    private StepEffects() {}

    static Cluster underWay(Cluster cluster, TopologyStep step) {
        if (step instanceof JoinNodes join) {
            return nodes(cluster, named(join.nodes(), NodeState.PREPARED), NodeState.JOINING);
        }
        if (step instanceof DecommissionNode decommission) {
            return nodes(cluster, named(List.of(decommission.node()), NodeState.NORMAL), NodeState.LEAVING);
        }
        if (step instanceof ShrinkDatacenter shrink) {
            return nodes(cluster, beyond(shrink).and(in(NodeState.NORMAL)), NodeState.LEAVING);
        }
        if (step instanceof RollNodes roll) {
            return cluster.settingUp(roll.nodes(), roll.setup());
        }
        if (step instanceof ReplaceNode replace) {
            return cluster.settingUp(List.of(replace.newNode()), cluster.setup(replace.node()));
        }
        if (step instanceof PrepareNodes prepare) {
            return cluster.settingUp(names(prepare), cluster.usualSetup(prepare.datacenter()));
        }
        return cluster;
    }

    static Cluster observed(Cluster cluster, List<Node> nodes) {
        return nodes.isEmpty()
                ? cluster
                : machines(cluster, Machinery.put(cluster.topology().datacenters(), nodes));
    }

    static Cluster completed(Cluster cluster, TopologyStep step) {
        if (step instanceof DecommissionNode decommission) {
            return gone(cluster, node -> node.name().equals(decommission.node()));
        }
        if (step instanceof ShrinkDatacenter shrink) {
            return gone(cluster, beyond(shrink));
        }
        if (step instanceof ReplaceNode replace) {
            return gone(cluster, node -> node.name().equals(replace.node()));
        }
        if (step instanceof RemoveNode remove) {
            return gone(cluster, node -> node.name().equals(remove.node()));
        }
        if (step instanceof ThrottleNodes throttle && !throttle.lifted()) {
            var names = cluster.datacenter(throttle.datacenter()).stream()
                    .flatMap(d -> d.nodes().stream())
                    .map(Node::name)
                    .toList();
            return cluster.forgettingThrottlesOf(names);
        }
        if (step instanceof KeepSpares keep) {
            return machines(
                    cluster,
                    Machinery.changed(
                            cluster.topology().datacenters(),
                            d -> d.datacenter().equals(keep.datacenter()),
                            d -> Machinery.withSpareCount(d, keep.spareCount())));
        }
        return cluster;
    }

    /** The same can be asked for again, as another step. */
    static Cluster failed(Cluster cluster, TopologyStep step) {
        if (step instanceof PrepareNodes prepare) {
            return gone(cluster, named(names(prepare), NodeState.REQUESTED));
        }
        if (step instanceof ReplaceNode replace) {
            // one that joined has taken the dead one's place, whatever else is missing
            boolean joined =
                    cluster.topology().nodes().stream().anyMatch(named(List.of(replace.newNode()), NodeState.NORMAL));
            return joined
                    ? completed(cluster, replace)
                    : gone(cluster, named(List.of(replace.newNode()), NodeState.REQUESTED));
        }
        if (step instanceof JoinNodes join) {
            return nodes(cluster, named(join.nodes(), NodeState.JOINING), NodeState.PREPARED);
        }
        if (step instanceof DecommissionNode decommission) {
            return nodes(cluster, named(List.of(decommission.node()), NodeState.LEAVING), NodeState.NORMAL);
        }
        if (step instanceof ShrinkDatacenter shrink) {
            return nodes(cluster, beyond(shrink).and(in(NodeState.LEAVING)), NodeState.NORMAL);
        }
        return cluster;
    }

    /** A datacenter that shrinks as a whole loses its highest numbers. */
    private static Predicate<Node> beyond(ShrinkDatacenter shrink) {
        return node ->
                node.datacenter().equals(shrink.datacenter()) && Machinery.number(node.name()) > shrink.nodeCount();
    }

    private static Predicate<Node> in(NodeState state) {
        return node -> node.state() == state;
    }

    private static List<String> names(PrepareNodes prepare) {
        return prepare.nodes().stream().map(TopologyStep.NewNode::name).toList();
    }

    private static Predicate<Node> named(List<String> names, NodeState in) {
        return node -> names.contains(node.name()) && node.state() == in;
    }

    private static Cluster nodes(Cluster cluster, Predicate<Node> which, NodeState state) {
        return machines(cluster, Machinery.nodesIn(cluster.topology().datacenters(), which, state));
    }

    private static Cluster gone(Cluster before, Predicate<Node> which) {
        var names =
                before.topology().nodes().stream().filter(which).map(Node::name).toList();
        var cluster = before.settingUp(names, NodeSetup.DEFAULT);
        return machines(cluster, Machinery.without(cluster.topology().datacenters(), which));
    }

    private static Cluster machines(Cluster cluster, List<Datacenter> changed) {
        return changed.equals(cluster.topology().datacenters()) ? cluster : cluster.withDatacenters(changed);
    }
}
