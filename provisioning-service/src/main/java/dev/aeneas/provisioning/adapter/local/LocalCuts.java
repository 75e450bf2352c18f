package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.network.NetworkCut;
import dev.aeneas.local.network.ProcessGroup;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cuts the network of local nodes off, where this machine lets us: each datacenter's processes have a group of their own there. */
final class LocalCuts {
    private final String folder;
    private final Optional<String> whyNot = NetworkCut.whyNot();

    LocalCuts(Path folder) {
        this.folder = folder.toAbsolutePath().normalize().toString();
    }

    Map<FaultKind, String> cannot() {
        return whyNot.map(reason -> Map.of(FaultKind.CUT, reason)).orElse(Map.of());
    }

    /** What a node is started in; empty where nothing can be cut, and nobody needs to know one from the other. */
    Optional<ProcessGroup> group(ClusterName cluster, Node node) {
        return whyNot.isPresent() ? Optional.empty() : Optional.of(groupOf(cluster, node));
    }

    void cut(ClusterName cluster, List<Node> nodes, Function<Node, Optional<CassandraNode>> running, Instant until) {
        nodes.forEach(node -> running.apply(node)
                .filter(process -> !groupOf(cluster, node).has(process.pid()))
                .ifPresent(process -> {
                    throw ProvisioningFailed.of(
                            "NotCut",
                            node.name(),
                            node.name()
                                    + " was started when this machine could not cut; restart it first: ./aeneas datacenter roll");
                }));
        var groups = nodes.stream().map(node -> groupOf(cluster, node).id()).collect(Collectors.toSet());
        var addresses = nodes.stream().map(Node::address).toList();
        try {
            NetworkCut.cut(name(cluster), groups, addresses, Duration.between(Instant.now(), until));
        } catch (IllegalStateException e) {
            throw ProvisioningFailed.of("NotCut", cluster.value(), e.getMessage());
        }
    }

    void mend(ClusterName cluster) {
        NetworkCut.mend(name(cluster));
    }

    private ProcessGroup groupOf(ClusterName cluster, Node node) {
        return ProcessGroup.of(name(cluster) + "/" + node.datacenter());
    }

    /** Two stacks on one machine may have clusters of the same name. */
    private String name(ClusterName cluster) {
        return folder + "/" + cluster;
    }
}
