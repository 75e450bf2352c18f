package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.management.NodeWays;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.util.Optional;

/** The kept logins of a cluster, and its nodes with them. */
final class KeptLogins {
    private KeptLogins() {}

    static ClusterCredentials of(CredentialsFolder folder, ClusterName cluster) {
        return folder.find(cluster.value())
                .orElseThrow(() -> new IllegalStateException("no credentials are kept for cluster " + cluster));
    }

    /**
     * Its nodes, in the way that they are operated.
     *
     * @param patience bound of connecting and of each call
     */
    static ReachNodes nodes(ClusterCredentials logins, Duration patience) {
        var usual = JmxBounds.DEFAULT;
        return NodeWays.of(Optional.of(logins), new JmxBounds(patience, patience, usual.snapshot(), usual.poll()));
    }
}
