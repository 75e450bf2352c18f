package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.plan.NodeFacts;
import dev.aeneas.scaling.verify.SurveyNodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks nodes over their JMX. */
public final class SurveyOverJmx implements SurveyNodes {
    private final CredentialsFolder credentials;
    private final Duration nodePatience;
    private final int concurrency;

    public SurveyOverJmx(CredentialsFolder credentials, Duration nodePatience, int concurrency) {
        this.credentials = credentials;
        this.nodePatience = nodePatience;
        this.concurrency = concurrency;
    }

    @Override
    public Map<String, NodeFacts> survey(ClusterName cluster, List<Node> nodes) {
        var jmx = KeptLogins.nodes(KeptLogins.of(credentials, cluster), nodePatience);
        return new NodesAtOnce(concurrency).ask(nodes, node -> facts(jmx, node));
    }

    private static NodeFacts facts(ReachNodes jmx, Node node) {
        try (var operations = jmx.connect(NodeAddress.of(node.address()))) {
            return facts(operations);
        } catch (NodeException e) {
            return NodeFacts.SILENT;
        }
    }

    private static NodeFacts facts(NodeOperations node) {
        var down = node.ring().down().nodes().stream()
                .map(other -> other.address().hostAddress())
                .toList();
        return new NodeFacts(true, node.loadBytes(), streamLimit(node), node.runningRepairs(), down);
    }

    /** A node that does not tell its throttles, as the management API cannot, is no less well for it. */
    private static int streamLimit(NodeOperations node) {
        try {
            var throttles = node.throttles();
            return slower(throttles.stream(), throttles.entireSstableStream());
        } catch (NodeRefused e) {
            return 0;
        }
    }

    /** Of two limits the lower; 0 is none. */
    private static int slower(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
