package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.node.NodeException;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.scaling.verify.LookAtNodes;
import dev.aeneas.scaling.verify.NodeSight;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks at nodes through their JMX and logs in to their CQL. */
public final class LookOverJmxAndCql implements LookAtNodes {
    private final CredentialsFolder credentials;
    private final Duration nodePatience;
    private final int concurrency;

    public LookOverJmxAndCql(CredentialsFolder credentials, Duration nodePatience, int concurrency) {
        this.credentials = credentials;
        this.nodePatience = nodePatience;
        this.concurrency = concurrency;
    }

    @Override
    public Map<String, NodeSight> look(ClusterName cluster, List<Node> nodes) {
        var logins = KeptLogins.of(credentials, cluster);
        var jmx = KeptLogins.nodes(logins, nodePatience);
        return new NodesAtOnce(concurrency).ask(nodes, node -> sight(jmx, logins, node));
    }

    private NodeSight sight(ReachNodes jmx, ClusterCredentials logins, Node node) {
        var address = NodeAddress.of(node.address());
        try (var operations = jmx.connect(address)) {
            var ring = operations.ring();
            new CqlLogin(nodePatience).logIn(address, logins);
            return NodeSight.of(ring);
        } catch (NodeException e) {
            return NodeSight.trouble("does not tell how it sees the ring: " + e.getMessage());
        } catch (IOException e) {
            return NodeSight.trouble("lets no client log in: " + e.getMessage());
        }
    }
}
