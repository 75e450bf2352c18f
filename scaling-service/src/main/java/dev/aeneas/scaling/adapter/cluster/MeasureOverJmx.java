package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.autoscale.MeasureNodes;
import dev.aeneas.scaling.autoscale.NodeLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks nodes for their load over their JMX. */
public final class MeasureOverJmx implements MeasureNodes {
    private final CredentialsFolder credentials;
    private final Duration nodePatience;
    private final int concurrency;

    public MeasureOverJmx(CredentialsFolder credentials, Duration nodePatience, int concurrency) {
        this.credentials = credentials;
        this.nodePatience = nodePatience;
        this.concurrency = concurrency;
    }

    @Override
    public Map<String, NodeLoad> measure(ClusterName cluster, List<Node> nodes) {
        var jmx = KeptLogins.nodes(KeptLogins.of(credentials, cluster), nodePatience);
        return new NodesAtOnce(concurrency).ask(nodes, node -> load(jmx, node));
    }

    private static NodeLoad load(ReachNodes jmx, Node node) {
        try (var operations = jmx.connect(NodeAddress.of(node.address()))) {
            return load(operations);
        } catch (NodeException e) {
            return NodeLoad.SILENT;
        }
    }

    private static NodeLoad load(NodeOperations node) {
        var cpu = node.cpuUse();
        var down = node.ring().down().nodes().stream()
                .map(other -> other.address().hostAddress())
                .toList();
        return new NodeLoad(
                true,
                cpu.isPresent() ? cpu.getAsDouble() : null,
                node.loadBytes(),
                node.pendingCompactions(),
                node.runningRepairs(),
                down);
    }
}
