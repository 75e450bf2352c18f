package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Sku;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.provisioning.cluster.Machinery;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.Datacenters;
import dev.aeneas.provisioning.machine.Datacenters.ReplaceEnd;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Orders whole datacenters and believes their nodes.
 *
 * <pre>
 *   order ──▶ the provider says: as ordered ──▶ each node says: Up/Normal, with these tokens ──▶ every living node sees it so
 * </pre>
 */
public final class DatacenterWork {
    private final Datacenters datacenters;
    private final RingWork ring;

    public DatacenterWork(Datacenters datacenters, RingWork ring) {
        this.datacenters = datacenters;
        this.ring = ring;
    }

    /** The same work, with a fence before everything that changes something. */
    public DatacenterWork behind(Fence fence) {
        return new DatacenterWork(Fenced.datacenters(datacenters, fence), ring.behind(fence));
    }

    public RingWork ring() {
        return ring;
    }

    /** Datacenters as they are to be, one after the other, so that each knows living seeds; returns their nodes. */
    public List<Node> order(ClusterTopology topology, List<DatacenterOrder> orders) throws InterruptedException {
        ring.access().makeCredentials(topology.cluster());
        var known = topology;
        for (var order : orders) {
            var nodes = carriedOut(known, order.withSeeds(seeds(known, order.datacenter())));
            known = with(known, order.datacenter(), nodes);
        }
        for (var order : orders) {
            // those that came first know nobody yet who came later
            datacenters.order(order.withSeeds(seeds(known, order.datacenter())));
        }
        var names =
                orders.stream().map(order -> order.datacenter().datacenter()).toList();
        return known.nodes().stream()
                .filter(node -> names.contains(node.datacenter()))
                .toList();
    }

    public void stop(ClusterTopology topology, List<DatacenterOrder> orders) throws InterruptedException {
        for (var order : orders) {
            datacenters.order(order.withSeeds(seeds(topology, order.datacenter())));
        }
        for (var order : orders) {
            await(order, sight -> sight.stopped() || sight.absent());
        }
    }

    /** Returns when nothing is left of them at their provider. */
    public void remove(ClusterTopology topology, List<Datacenter> leaving) throws InterruptedException {
        var cluster = topology.cluster();
        boolean othersStay = leaving.size() < topology.datacenters().size();
        if (othersStay) {
            // whether its nodes can leave the ring must be known: those of a datacenter that was not heard of would
            // stay on it for ever
            for (var datacenter : leaving) {
                requireHeard(cluster, datacenter);
            }
        }
        for (var datacenter : leaving) {
            boolean runs = datacenters.look(cluster, datacenter).state() == State.READY;
            datacenters.delete(cluster, datacenter, othersStay && runs);
        }
        for (var datacenter : leaving) {
            var sight = datacenters.await(cluster, datacenter, DatacenterSight::absent, gone(datacenter));
            if (!sight.absent()) {
                throw failed("DatacenterStays", datacenter, sight, gone(datacenter));
            }
            datacenters.forget(cluster, datacenter);
        }
    }

    private void requireHeard(ClusterName cluster, Datacenter datacenter) throws InterruptedException {
        Predicate<DatacenterSight> heard = sight -> sight.state() != State.UNKNOWN;
        var bound = ring.config.datacenterGone();
        var sight = datacenters.await(
                cluster,
                datacenter,
                seen -> heard.test(seen) || !seen.conditions().isEmpty(),
                bound);
        if (!heard.test(sight)) {
            throw ProvisioningFailed.of(
                    "RegionNotHeard",
                    datacenter.region(),
                    "what became of datacenter %s is not known, so nothing was deleted: ask again when its region answers%s"
                            .formatted(datacenter.datacenter(), said(sight)));
        }
    }

    /** Its nodes stream away what they hold before they go, one after the other. */
    private Duration gone(Datacenter datacenter) {
        return ring.config
                .datacenterGone()
                .plus(ring.config
                        .datacenterNode()
                        .multipliedBy(datacenter.nodes().size()));
    }

    public List<Node> grow(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        return verified(topology, order);
    }

    /** Returns the nodes that stay. */
    public List<Node> shrink(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        var leaving = topology.datacenter(order.datacenter().datacenter()).orElseThrow().nodes().stream()
                .filter(node -> Machinery.number(node.name()) > order.nodeCount())
                .sorted(Comparator.comparing((Node node) -> Machinery.number(node.name()))
                        .reversed())
                .toList();
        if (leaving.isEmpty()) {
            return List.of();
        }
        ring.shrinkRules().require(topology, leaving, datacenters.diskBytes(order.sku()));
        var staying = verified(topology, order);
        ring.shrinkRules().requireLeft(topology, leaving);
        return staying;
    }

    /** Returns the nodes with their new size. */
    public List<Node> resize(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        return verified(topology, order);
    }

    /** Every node of the datacenter, and what is still missing of the new one although it has joined; null: nothing. */
    public record Replaced(List<Node> nodes, ProvisionError missing) {}

    /**
     * A dead node begins anew in its place, and is repaired there.
     *
     * @param task name of this replacement; the same name is the same one
     */
    public Replaced replace(ClusterTopology topology, DatacenterOrder order, String node, String task)
            throws InterruptedException {
        var datacenter = order.datacenter();
        datacenters.replace(topology.cluster(), datacenter, node, task);
        var end = datacenters.awaitReplaced(topology.cluster(), datacenter, task, ring.config.join());
        if (end instanceof ReplaceEnd.Failed why) {
            throw ProvisioningFailed.of("NodeDidNotReplace", node, why.why());
        }
        if (end instanceof ReplaceEnd.NotYet) {
            throw ProvisioningFailed.of(
                    "NodeDidNotReplace",
                    node,
                    "the operator did not say within " + ring.config.join() + " that it is done");
        }
        var nodes = verified(topology, order);
        var replacement = nodes.stream()
                .filter(one -> one.name().equals(node))
                .findFirst()
                .orElseThrow();
        return new Replaced(
                nodes, ring.repairReplacement().repair(topology, replacement).orElse(null));
    }

    /** Orders what is known once more, over what somebody else made of it. */
    public void orderAgain(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        datacenters.order(order.withSeeds(seeds(topology, order.datacenter())));
    }

    private List<Node> verified(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        var nodes = carriedOut(topology, order.withSeeds(seeds(topology, order.datacenter())));
        ring.verify().verify(with(topology, order.datacenter(), nodes), nodes);
        return nodes;
    }

    private List<Node> carriedOut(ClusterTopology topology, DatacenterOrder order) throws InterruptedException {
        datacenters.order(order);
        var sight = await(order, seen -> seen.readyWith(order.nodeCount()));
        var nodes = sight.nodes().stream()
                .map(seen -> new Node(
                        seen.name(),
                        seen.address(),
                        order.datacenter().datacenter(),
                        seen.rack(),
                        order.sku(),
                        NodeState.NORMAL,
                        List.of()))
                .sorted(Comparator.comparing((Node node) -> Machinery.number(node.name())))
                .toList();
        return ring.tokens().of(topology.cluster(), nodes);
    }

    private DatacenterSight await(DatacenterOrder order, Predicate<DatacenterSight> there) throws InterruptedException {
        var nodes = Math.max(order.nodeCount(), order.datacenter().nodes().size());
        var bound = ring.config.datacenterNode().multipliedBy(nodes);
        var sight = datacenters.await(
                order.cluster(), order.datacenter(), seen -> there.test(seen) || seen.hopeless() != null, bound);
        if (!there.test(sight)) {
            throw failed("DatacenterNotAsOrdered", order.datacenter(), sight, bound);
        }
        return sight;
    }

    private static ProvisioningFailed failed(
            String code, Datacenter datacenter, DatacenterSight sight, Duration bound) {
        var hopeless = sight.hopeless();
        if (hopeless != null) {
            return ProvisioningFailed.of(hopeless.code(), hopeless.target(), hopeless.message());
        }
        var first = sight.conditions().stream().findFirst();
        return ProvisioningFailed.of(
                first.map(DatacenterCondition::code).orElse(code),
                first.map(DatacenterCondition::target)
                        .orElse(datacenter.datacenter().value()),
                "within %s it came to %s with %d nodes%s. The order stays: what still comes of it is found by whoever asks again"
                        .formatted(bound, sight.state(), sight.nodes().size(), said(sight)));
    }

    private static String said(DatacenterSight sight) {
        return sight.conditions().stream()
                .map(DatacenterCondition::message)
                .collect(Collectors.joining("; ", sight.conditions().isEmpty() ? "" : ": ", ""));
    }

    private List<String> seeds(ClusterTopology topology, Datacenter datacenter) throws InterruptedException {
        var others = topology.nodes().stream()
                .filter(node -> !node.datacenter().equals(datacenter.datacenter()))
                .toList();
        return StartNodes.firstOfEachRack(ring.access().livingMembers(others));
    }

    private static ClusterTopology with(ClusterTopology topology, Datacenter ordered, List<Node> nodes) {
        var changed = new ArrayList<Datacenter>();
        for (var datacenter : topology.datacenters()) {
            changed.add(
                    datacenter.datacenter().equals(ordered.datacenter())
                            ? new Datacenter(
                                    datacenter.datacenter(),
                                    datacenter.region(),
                                    datacenter.sku(),
                                    datacenter.racks(),
                                    datacenter.replicationFactor(),
                                    datacenter.provisioningState(),
                                    datacenter.deallocated(),
                                    nodes,
                                    datacenter.spareCount())
                            : datacenter);
        }
        return new ClusterTopology(topology.cluster(), topology.revision(), changed);
    }

    /** As the cluster has it, so that a step only says what is to be another. */
    public static DatacenterOrder asKnown(
            ClusterTopology topology, Datacenter datacenter, NodeSetup setup, boolean stopped) {
        var nodes = datacenter.nodes();
        Sku sku = nodes.isEmpty() ? datacenter.sku() : nodes.get(0).sku();
        return new DatacenterOrder(topology.cluster(), datacenter, nodes.size(), sku, setup, List.of(), stopped);
    }
}
