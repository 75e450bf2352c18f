package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.MachineStart.Part;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Starts many nodes at the same moment and waits until each answers CQL, or one of them has died. */
public final class StartNodes {
    private final Machines machines;
    private final ClusterAccess access;
    private final Awaiting awaiting;
    private final Duration bound;

    public StartNodes(Machines machines, ClusterAccess access, Awaiting awaiting, Duration bound) {
        this.machines = machines;
        this.access = access;
        this.awaiting = awaiting;
        this.bound = bound;
    }

    /**
     * Starts them all, or leaves those that run as they are.
     *
     * @throws ProvisioningFailed with code {@code NodeDidNotStart} and the end of the node's log
     */
    public void start(ClusterTopology topology, List<Node> nodes, Part part) throws InterruptedException {
        var others =
                topology.nodes().stream().filter(node -> !nodes.contains(node)).toList();
        var living = access.livingMembers(others);
        var seeds = living.isEmpty() ? firstOfEachRack(nodes) : firstOfEachRack(living);
        var dead = others.stream()
                .filter(node -> !living.contains(node))
                .map(Node::address)
                .toList();
        Parallel.each(nodes, node -> {
            machines.start(new MachineStart(topology.cluster(), node, part, seeds, dead));
            return null;
        });
        awaitCql(topology.cluster(), nodes);
    }

    void awaitCql(ClusterName cluster, List<Node> nodes) throws InterruptedException {
        var missing = awaiting.until(bound, () -> {
            nodes.forEach(node -> requireRunning(cluster, node));
            return silent(nodes);
        });
        if (!missing.isEmpty()) {
            var first = nodes.stream()
                    .filter(node -> missing.contains(node.name()))
                    .findFirst()
                    .orElseThrow();
            throw ProvisioningFailed.of(
                    "NodeDidNotStart",
                    first.name(),
                    missing + " did not answer CQL within " + bound.toSeconds() + " s. The end of the log of "
                            + first.name() + ":\n" + machines.logTail(cluster, first));
        }
    }

    void requireRunning(ClusterName cluster, Node node) {
        if (!machines.runs(cluster, node)) {
            throw ProvisioningFailed.of(
                    "NodeDidNotStart",
                    node.name(),
                    "the process of " + node.name() + " ended by itself. The end of its log:\n"
                            + machines.logTail(cluster, node));
        }
    }

    /** The addresses of one node of each rack: every region and zone has a seed, and none is a seed for nothing. */
    static List<String> firstOfEachRack(Collection<Node> nodes) {
        var seeds = new TreeMap<String, String>();
        nodes.forEach(node -> seeds.putIfAbsent(node.datacenter() + "/" + node.rack(), node.address()));
        return List.copyOf(seeds.values());
    }

    private List<String> silent(List<Node> nodes) throws InterruptedException {
        var living = access.living(nodes);
        return nodes.stream()
                .filter(node -> !living.contains(node))
                .map(Node::name)
                .toList();
    }
}
