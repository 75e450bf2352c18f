package dev.aeneas.cassandra.management;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.ReachNodes;
import java.util.Optional;

/** The way in which a cluster's nodes are operated: whoever made the cluster wrote it down beside its logins. */
public final class NodeWays {
    private NodeWays() {}

    public static ReachNodes of(Optional<ClusterCredentials> credentials, JmxBounds bounds) {
        return credentials
                .map(ClusterCredentials::managementPort)
                .<ReachNodes>map(port -> new ManagementApiNodes(
                        port,
                        new ManagementApiBounds(bounds.connect(), bounds.call(), bounds.snapshot(), bounds.poll())))
                .orElseGet(() -> new JmxNodes(credentials.map(ClusterCredentials::jmx), bounds));
    }
}
