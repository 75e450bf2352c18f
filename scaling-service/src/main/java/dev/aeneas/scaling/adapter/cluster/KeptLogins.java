package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.util.Optional;

/** The kept logins of a cluster, and its nodes over JMX with them. */
final class KeptLogins {
    private KeptLogins() {}

    static ClusterCredentials of(CredentialsFolder folder, ClusterName cluster) {
        return folder.find(cluster.value())
                .orElseThrow(() -> new IllegalStateException("no credentials are kept for cluster " + cluster));
    }

    /** @param patience bound of connecting and of each call */
    static ReachNodes overJmx(ClusterCredentials logins, Duration patience) {
        var usual = JmxBounds.DEFAULT;
        return new JmxNodes(
                Optional.of(logins.jmx()), new JmxBounds(patience, patience, usual.snapshot(), usual.poll()));
    }
}
