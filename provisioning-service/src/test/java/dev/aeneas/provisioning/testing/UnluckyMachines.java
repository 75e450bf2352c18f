package dev.aeneas.provisioning.testing;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.NodeAddress;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Machines of a fake cluster where things go wrong as the test says: a process that ends is forgotten by gossip at once, unless it was on the ring. */
public final class UnluckyMachines implements Machines {
    private final FakeCluster cluster;
    private final Set<String> running = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final List<String> renewed = new ArrayList<>();
    private final Map<String, Consumer<FakeNode>> atStart = new HashMap<>();
    private final Map<String, String> inRack = new HashMap<>();
    private long freeBytes = Long.MAX_VALUE;

    public UnluckyMachines(FakeCluster cluster) {
        this.cluster = cluster;
    }

    /** Ends by itself whenever it is started. */
    public void breakDown(String node) {
        broken.add(node);
    }

    /** Done to the node each time when it is started. */
    public void atStart(String node, Consumer<FakeNode> what) {
        atStart.put(node, what);
    }

    /** Whatever rack it should be in, it starts in this one. */
    public void startIn(String node, String rack) {
        inRack.put(node, rack);
    }

    public void leaveFree(long bytes) {
        freeBytes = bytes;
    }

    /** Nodes that lost their data, in order. */
    public List<String> renewed() {
        return List.copyOf(renewed);
    }

    @Override
    public synchronized void start(MachineStart start) {
        var name = start.node().name();
        if (!broken.contains(name) && running.add(name)) {
            var rack = inRack.getOrDefault(name, start.node().rack());
            var datacenter = start.node().datacenter().value();
            var started = cluster.prepare(
                    address(start.node()), datacenter, rack, start.node().tokens());
            atStart.getOrDefault(name, node -> {}).accept(started);
        }
    }

    @Override
    public synchronized void stop(ClusterName name, Node node, Duration bound) {
        if (running.remove(node.name())) {
            if (cluster.node(address(node)).mode().owns()) {
                cluster.node(address(node)).kill();
            } else {
                cluster.remove(address(node));
            }
        }
    }

    @Override
    public void kill(ClusterName name, Node node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void freeze(ClusterName name, Node node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void thaw(ClusterName name, Node node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cut(ClusterName name, List<Node> nodes, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mend(ClusterName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void renew(ClusterName name, Node node) {
        renewed.add(node.name());
    }

    @Override
    public synchronized boolean runs(ClusterName name, Node node) {
        return running.contains(node.name());
    }

    @Override
    public String logTail(ClusterName name, Node node) {
        return "the log of " + node.name();
    }

    @Override
    public long freeBytes(ClusterName name, Node node) {
        return freeBytes;
    }

    @Override
    public void configure(MachineStart start) {}

    @Override
    public boolean runsAs(ClusterName name, Node node, Sku sku, NodeSetup setup) {
        return runs(name, node);
    }

    @Override
    public void giveCpu(ClusterName name, Node node, Sku sku) {}

    @Override
    public void remove(ClusterName name, Node node) {
        stop(name, node, Duration.ZERO);
    }

    @Override
    public Catalog catalog() {
        return new Catalog(Grain.NODE, List.of("here"), List.of(new Sku("Local_S")), List.of("5.0.9"), 254);
    }

    @Override
    public String reserve(ClusterName name, Datacenter datacenter, Node node) {
        return node.address();
    }

    private static NodeAddress address(Node node) {
        return NodeAddress.of(node.address());
    }
}
