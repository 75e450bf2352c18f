package dev.aeneas.provisioning.testing;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.cluster.Machinery;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.SeenNode;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.Datacenters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A provider of whole datacenters without Kubernetes: an order is carried out at once, in a cluster of fakes. */
public final class FakeDatacenters implements Datacenters {
    public static final Sku SMALL = new Sku("Pod_S");
    public static final Sku LARGE = new Sku("Pod_L");
    private static final long DISK = 1L << 30;

    private final FakeCluster nodes;
    private final Map<String, DatacenterOrder> orders = new LinkedHashMap<>();
    private final List<String> said = new ArrayList<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private List<DatacenterCondition> conditions = List.of();
    private boolean heard = true;
    private boolean heardByWhoWaits = true;
    private long tokens;

    public FakeDatacenters(FakeCluster nodes) {
        this.nodes = nodes;
    }

    /** Every order that changed something, in words. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** From now on nothing that is ordered comes true. */
    public void carriesNothingOut(DatacenterCondition why) {
        conditions = List.of(why);
    }

    /** Nothing is known until somebody waits for it. */
    public void isHeardByWhoWaits() {
        heard = false;
    }

    /** Nothing is known, however long somebody waits. */
    public void isNeverHeard() {
        heard = false;
        heardByWhoWaits = false;
    }

    @Override
    public Catalog catalog() {
        return new Catalog(
                Grain.DATACENTER,
                List.of("west", "east"),
                List.of(SMALL, LARGE),
                List.of("5.0.6"),
                100,
                topology -> null,
                Map.of("west", 3, "east", 3));
    }

    @Override
    public long diskBytes(Sku sku) {
        return DISK;
    }

    @Override
    public void order(DatacenterOrder order) {
        var name = order.datacenter().datacenter().value();
        var before = orders.put(name, order);
        if (before == null || !words(before).equals(words(order))) {
            said.add(name + " " + words(order));
        }
        if (conditions.isEmpty()) {
            carryOut(order);
        }
    }

    private static String words(DatacenterOrder order) {
        return order.nodeCount() + " " + order.sku() + (order.stopped() ? " stopped" : "");
    }

    private void carryOut(DatacenterOrder order) {
        var datacenter = order.datacenter();
        for (int number = 1; number <= order.nodeCount(); number++) {
            var node = datacenter.datacenter() + "_" + number;
            if (!addresses.containsKey(node)) {
                var address = "10." + (datacenter.datacenter().value().equals("west") ? 1 : 2) + ".0." + number;
                addresses.put(node, address);
                var rack =
                        datacenter.racks().get((number - 1) % datacenter.racks().size());
                nodes.add(
                        NodeAddress.of(address), datacenter.datacenter().value(), rack, List.of(tokens++ * 1_000_003));
            }
        }
        List.copyOf(addresses.keySet()).stream()
                .filter(node -> node.startsWith(datacenter.datacenter() + "_"))
                .filter(node -> Machinery.number(node) > order.nodeCount())
                .forEach(node -> nodes.remove(NodeAddress.of(addresses.remove(node))));
    }

    @Override
    public void delete(ClusterName cluster, Datacenter datacenter, boolean leavesRing) {
        var name = datacenter.datacenter().value();
        if (orders.remove(name) != null) {
            said.add(name + " deleted" + (leavesRing ? ", leaves the ring" : ""));
        }
        List.copyOf(addresses.keySet()).stream()
                .filter(node -> node.startsWith(name + "_"))
                .forEach(node -> nodes.remove(NodeAddress.of(addresses.remove(node))));
    }

    @Override
    public void forget(ClusterName cluster, Datacenter datacenter) {
        said.add(datacenter.datacenter() + " forgotten");
    }

    @Override
    public void replace(ClusterName cluster, Datacenter datacenter, String node, String task) {
        said.add("replace " + node + " by " + task);
    }

    @Override
    public ReplaceEnd awaitReplaced(ClusterName cluster, Datacenter datacenter, String task, Duration bound) {
        return new ReplaceEnd.Done();
    }

    @Override
    public DatacenterSight look(ClusterName cluster, Datacenter datacenter) {
        if (!heard) {
            return new DatacenterSight(State.UNKNOWN, false, List.of(), List.of());
        }
        var order = orders.get(datacenter.datacenter().value());
        if (order == null) {
            return new DatacenterSight(State.ABSENT, false, List.of(), List.of());
        }
        var seen = addresses.entrySet().stream()
                .filter(node -> node.getKey().startsWith(datacenter.datacenter() + "_"))
                .map(node -> new SeenNode(
                        node.getKey(),
                        datacenter
                                .racks()
                                .get((Machinery.number(node.getKey()) - 1)
                                        % datacenter.racks().size()),
                        node.getValue()))
                .toList();
        var state = order.stopped() ? State.STOPPED : State.READY;
        return new DatacenterSight(
                conditions.isEmpty() ? state : State.WORKING, conditions.isEmpty(), seen, conditions);
    }

    @Override
    public DatacenterSight await(
            ClusterName cluster, Datacenter datacenter, Predicate<DatacenterSight> condition, Duration bound) {
        heard |= heardByWhoWaits;
        return look(cluster, datacenter);
    }
}
