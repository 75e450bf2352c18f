package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Starts every node with the setup that its cluster remembers for it, so that nobody who starts one has to know it. */
public final class MachinesAsSetUp implements Machines {
    private final Machines machines;
    private final Map<String, NodeSetup> setups;

    /** By node; a node that is not there has the provider's own setup. */
    public MachinesAsSetUp(Machines machines, Map<String, NodeSetup> setups) {
        this.machines = machines;
        this.setups = Map.copyOf(setups);
    }

    @Override
    public void start(MachineStart start) {
        machines.start(start.with(setup(start.node())));
    }

    @Override
    public void configure(MachineStart start) {
        machines.configure(start.with(setup(start.node())));
    }

    @Override
    public boolean runsAs(ClusterName cluster, Node node, Sku sku) {
        return machines.runsAs(cluster, node, sku, setup(node));
    }

    @Override
    public boolean runsAs(ClusterName cluster, Node node, Sku sku, NodeSetup setup) {
        return machines.runsAs(cluster, node, sku, setup);
    }

    @Override
    public Catalog catalog() {
        return machines.catalog();
    }

    @Override
    public String reserve(ClusterName cluster, Datacenter datacenter, Node node) {
        return machines.reserve(cluster, datacenter, node);
    }

    @Override
    public boolean runs(ClusterName cluster, Node node) {
        return machines.runs(cluster, node);
    }

    @Override
    public String logTail(ClusterName cluster, Node node) {
        return machines.logTail(cluster, node);
    }

    @Override
    public void giveCpu(ClusterName cluster, Node node, Sku sku) {
        machines.giveCpu(cluster, node, sku);
    }

    @Override
    public void stop(ClusterName cluster, Node node, Duration bound) {
        machines.stop(cluster, node, bound);
    }

    @Override
    public void kill(ClusterName cluster, Node node) {
        machines.kill(cluster, node);
    }

    @Override
    public void freeze(ClusterName cluster, Node node) {
        machines.freeze(cluster, node);
    }

    @Override
    public void thaw(ClusterName cluster, Node node) {
        machines.thaw(cluster, node);
    }

    @Override
    public void cut(ClusterName cluster, List<Node> nodes, Instant until) {
        machines.cut(cluster, nodes, until);
    }

    @Override
    public void mend(ClusterName cluster) {
        machines.mend(cluster);
    }

    @Override
    public void renew(ClusterName cluster, Node node) {
        machines.renew(cluster, node);
    }

    @Override
    public void remove(ClusterName cluster, Node node) {
        machines.remove(cluster, node);
    }

    @Override
    public long freeBytes(ClusterName cluster, Node node) {
        return machines.freeBytes(cluster, node);
    }

    private NodeSetup setup(Node node) {
        return setups.getOrDefault(node.name(), NodeSetup.DEFAULT);
    }
}
