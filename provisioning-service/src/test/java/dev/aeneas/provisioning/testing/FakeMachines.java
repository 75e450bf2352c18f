package dev.aeneas.provisioning.testing;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Machines whose nodes are those of a fake cluster; what a node was started as outlives every service. */
public final class FakeMachines implements Machines {
    public static final Sku SMALL = new Sku("Small");
    public static final Sku LARGE = new Sku("Large");
    public static final String VERSION = "5.0.9";

    private final FakeCluster cluster;
    private final Map<String, String> addresses = new TreeMap<>();
    private final Map<String, String> runningAs = new TreeMap<>();
    private List<Node> cut = List.of();
    private final Map<String, Duration> patience = new TreeMap<>();

    public FakeMachines(FakeCluster cluster) {
        this.cluster = cluster;
    }

    /** What runs, by node: its size and its setup. */
    public synchronized Map<String, String> runningAs() {
        return new TreeMap<>(runningAs);
    }

    /** How long each node that was stopped was given to end by itself; zero: it was killed. */
    public synchronized Map<String, Duration> patience() {
        return new TreeMap<>(patience);
    }

    @Override
    public Catalog catalog() {
        return new Catalog(Grain.NODE, List.of("here"), List.of(SMALL, LARGE), List.of(VERSION), 250);
    }

    @Override
    public synchronized String reserve(ClusterName name, Datacenter datacenter, Node node) {
        return addresses.computeIfAbsent(node.name(), any -> "127.99.1." + (addresses.size() + 1));
    }

    @Override
    public synchronized void start(MachineStart start) {
        var node = start.node();
        if (runningAs.containsKey(node.name())) {
            return;
        }
        var address = NodeAddress.of(node.address());
        var known = known(address);
        if (known.isPresent()) {
            known.get().recover();
        } else {
            var fake = cluster.prepare(address, node.datacenter().value(), node.rack(), node.tokens());
            switch (start.part()) {
                case SPARE -> fake.inMode(NodeMode.UNJOINED);
                case REPLACEMENT -> {
                    cluster.remove(NodeAddress.of(start.replaced()));
                    fake.inMode(NodeMode.NORMAL);
                }
                case FIRST, MEMBER -> fake.inMode(NodeMode.NORMAL);
            }
        }
        runningAs.put(node.name(), as(node.sku(), start.setup()));
    }

    @Override
    public void configure(MachineStart start) {
        // what the next start reads is what it is told
    }

    @Override
    public synchronized boolean runs(ClusterName name, Node node) {
        return runningAs.containsKey(node.name());
    }

    @Override
    public synchronized boolean runsAs(ClusterName name, Node node, Sku sku, NodeSetup setup) {
        return as(sku, setup).equals(runningAs.get(node.name()));
    }

    @Override
    public synchronized void kill(ClusterName name, Node node) {
        if (runningAs.remove(node.name()) != null) {
            known(NodeAddress.of(node.address())).ifPresent(FakeNode::kill);
        }
    }

    @Override
    public synchronized void freeze(ClusterName name, Node node) {
        known(NodeAddress.of(node.address())).ifPresent(FakeNode::freeze);
    }

    @Override
    public synchronized void thaw(ClusterName name, Node node) {
        if (runningAs.containsKey(node.name())) {
            known(NodeAddress.of(node.address())).ifPresent(FakeNode::recover);
        }
    }

    @Override
    public synchronized void cut(ClusterName name, List<Node> nodes, Instant until) {
        nodes.forEach(node -> known(NodeAddress.of(node.address())).ifPresent(FakeNode::cutOff));
        cut = List.copyOf(nodes);
    }

    @Override
    public synchronized void mend(ClusterName name) {
        cut.forEach(node -> thaw(name, node));
        cut = List.of();
    }

    @Override
    public void renew(ClusterName name, Node node) {
        remove(name, node);
    }

    @Override
    public String logTail(ClusterName name, Node node) {
        return "nothing was logged";
    }

    @Override
    public void giveCpu(ClusterName name, Node node, Sku sku) {
        // costs nothing here
    }

    @Override
    public synchronized void stop(ClusterName name, Node node, Duration bound) {
        if (runningAs.remove(node.name()) != null) {
            patience.put(node.name(), bound);
            known(NodeAddress.of(node.address())).ifPresent(FakeNode::kill);
        }
    }

    @Override
    public synchronized void remove(ClusterName name, Node node) {
        runningAs.remove(node.name());
        known(NodeAddress.of(node.address())).ifPresent(known -> cluster.remove(known.address()));
    }

    @Override
    public long freeBytes(ClusterName name, Node node) {
        return 1L << 40;
    }

    /** The machine of a node fails, and nobody has said so. */
    public synchronized void fail(Node node) {
        runningAs.remove(node.name());
        cluster.node(NodeAddress.of(node.address())).kill();
    }

    private Optional<FakeNode> known(NodeAddress address) {
        return cluster.nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst();
    }

    private static String as(Sku sku, NodeSetup setup) {
        return sku + " " + setup.version() + new TreeMap<>(setup.settings());
    }
}
