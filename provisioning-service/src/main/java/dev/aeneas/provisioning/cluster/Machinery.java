package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.machine.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Datacenters and nodes as values: how they are named, placed and changed. */
public final class Machinery {
    /** Stands in a node's address until a machine is reserved for it. */
    public static final String NO_ADDRESS_YET = "none";

    private Machinery() {}

    /** Nodes go round the racks, so that racks stay balanced: {@code west_4} of three zones is in {@code west_1}. */
    static Datacenter planned(DatacenterSpec spec, Catalog catalog) {
        var name = spec.datacenter();
        var sku = catalog.orDefault(spec.sku());
        var racks = IntStream.rangeClosed(1, spec.zones())
                .mapToObj(zone -> name + "_" + zone)
                .toList();
        var nodes = IntStream.range(0, spec.nodeCount())
                .mapToObj(i -> new Node(
                        name + "_" + (i + 1),
                        NO_ADDRESS_YET,
                        name,
                        racks.get(i % racks.size()),
                        sku,
                        NodeState.REQUESTED,
                        List.of()))
                .toList();
        return new Datacenter(
                name,
                spec.region(),
                sku,
                racks,
                spec.replicationFactor(),
                ProvisioningState.CREATING,
                false,
                nodes,
                spec.spareCount());
    }

    /** Of {@code west_4} it is 4: a datacenter that is ordered as a whole has the numbers from 1 to its size. */
    public static int number(String node) {
        return Integer.parseInt(node.substring(node.lastIndexOf('_') + 1));
    }

    /** The name of the node that is the given one, from 0, of its rack: nodes go round the racks. */
    public static String nameOf(Datacenter datacenter, String rack, int place) {
        int racks = datacenter.racks().size();
        return datacenter.datacenter() + "_"
                + (place * racks + datacenter.racks().indexOf(rack) + 1);
    }

    static Datacenter withState(Datacenter d, ProvisioningState state) {
        return with(d, d.sku(), state, d.deallocated(), d.nodes());
    }

    static Datacenter withDeallocated(Datacenter d, boolean deallocated) {
        return with(d, d.sku(), d.provisioningState(), deallocated, d.nodes());
    }

    /** The datacenter's size is that of its nodes, where they agree. */
    static Datacenter withNodes(Datacenter d, List<Node> nodes) {
        Set<Sku> skus = nodes.stream().map(Node::sku).collect(Collectors.toSet());
        var sku = skus.size() == 1 ? skus.iterator().next() : d.sku();
        return with(d, sku, d.provisioningState(), d.deallocated(), nodes);
    }

    static Datacenter withSpareCount(Datacenter d, int spareCount) {
        return new Datacenter(
                d.datacenter(),
                d.region(),
                d.sku(),
                d.racks(),
                d.replicationFactor(),
                d.provisioningState(),
                d.deallocated(),
                d.nodes(),
                spareCount);
    }

    /** Changes the datacenters that a condition names, and leaves the others. */
    static List<Datacenter> changed(
            List<Datacenter> all, Predicate<Datacenter> which, UnaryOperator<Datacenter> change) {
        return all.stream().map(d -> which.test(d) ? change.apply(d) : d).toList();
    }

    /** Puts nodes in the place of those of the same name, and new ones at the end of their datacenter. */
    static List<Datacenter> put(List<Datacenter> all, Collection<Node> nodes) {
        Map<String, Node> byName = nodes.stream().collect(Collectors.toMap(Node::name, Function.identity()));
        return changed(all, d -> nodes.stream().anyMatch(n -> n.datacenter().equals(d.datacenter())), d -> {
            var names = d.nodes().stream().map(Node::name).collect(Collectors.toSet());
            var kept = d.nodes().stream().map(n -> byName.getOrDefault(n.name(), n));
            var added = nodes.stream().filter(n -> n.datacenter().equals(d.datacenter()) && !names.contains(n.name()));
            return withNodes(d, Stream.concat(kept, added).toList());
        });
    }

    /** Gives the nodes that a condition names another state. */
    static List<Datacenter> nodesIn(List<Datacenter> all, Predicate<Node> which, NodeState state) {
        UnaryOperator<Node> change = n -> which.test(n)
                ? new Node(n.name(), n.address(), n.datacenter(), n.rack(), n.sku(), state, n.tokens())
                : n;
        return changed(
                all,
                d -> d.nodes().stream().anyMatch(which),
                d -> withNodes(d, d.nodes().stream().map(change).toList()));
    }

    static List<Datacenter> without(List<Datacenter> all, Predicate<Node> which) {
        return changed(
                all,
                d -> d.nodes().stream().anyMatch(which),
                d -> withNodes(d, d.nodes().stream().filter(which.negate()).toList()));
    }

    private static Datacenter with(
            Datacenter d, Sku sku, ProvisioningState state, boolean deallocated, List<Node> nodes) {
        return new Datacenter(
                d.datacenter(),
                d.region(),
                sku,
                d.racks(),
                d.replicationFactor(),
                state,
                deallocated,
                nodes,
                d.spareCount());
    }
}
