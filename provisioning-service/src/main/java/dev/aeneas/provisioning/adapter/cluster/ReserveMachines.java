package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.provisioning.machine.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Gives new nodes their addresses and tokens, before anything is started: all that a restart must know again. */
public final class ReserveMachines {
    private final Machines machines;
    private final ClusterAccess access;
    private final int tokensPerNode;

    public ReserveMachines(Machines machines, ClusterAccess access, int tokensPerNode) {
        this.machines = machines;
        this.access = access;
        this.tokensPerNode = tokensPerNode;
    }

    /** The nodes of new datacenters, with addresses and with tokens that nobody else has. */
    public List<Node> reserve(ClusterTopology topology, List<Datacenter> datacenters) {
        access.makeCredentials(topology.cluster());
        var owners = new ArrayList<TokenOwner>();
        topology.datacenters().stream()
                .filter(d -> !datacenters.contains(d))
                .flatMap(d -> d.nodes().stream())
                .map(ReserveMachines::owner)
                .forEach(owners::add);
        var reserved = new ArrayList<Node>();
        for (var datacenter : datacenters) {
            var nodes = withTokens(datacenter, addressed(topology, datacenter, datacenter.nodes()), owners);
            nodes.stream().map(ReserveMachines::owner).forEach(owners::add);
            reserved.addAll(nodes);
        }
        return reserved;
    }

    /** The same nodes with their addresses. */
    public List<Node> addressed(ClusterTopology topology, Datacenter datacenter, List<Node> nodes) {
        return nodes.stream()
                .map(node -> changed(node, machines.reserve(topology.cluster(), datacenter, node), node.tokens()))
                .toList();
    }

    private List<Node> withTokens(Datacenter datacenter, List<Node> nodes, List<TokenOwner> owners) {
        var arriving = nodes.stream()
                .map(node -> new NewNode(ClusterAccess.address(node), node.rack()))
                .toList();
        var plan = TokenPlanner.plan(new TokenRequest(
                datacenter.datacenter().value(), owners, arriving, datacenter.replicationFactor(), tokensPerNode));
        return nodes.stream()
                .map(node ->
                        changed(node, node.address(), List.copyOf(plan.tokens().get(ClusterAccess.address(node)))))
                .toList();
    }

    private static Node changed(Node node, String address, List<Long> tokens) {
        return new Node(node.name(), address, node.datacenter(), node.rack(), node.sku(), NodeState.REQUESTED, tokens);
    }

    private static TokenOwner owner(Node node) {
        return new TokenOwner(
                ClusterAccess.address(node), node.datacenter().value(), node.rack(), new TreeSet<>(node.tokens()));
    }
}
