package dev.aeneas.failover.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedNodesTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final NodeAddress NODE = NodeAddress.of("127.0.0.1");

    /** Whoever goes through all clusters goes on with the next. */
    @Test
    void aClusterWhoseAuthorityCannotBeReadLetsNobodyIn(@TempDir Path folder) throws IOException {
        var login = Credentials.CASSANDRA_DEFAULT;
        new CredentialsFolder(folder).put(ORDERS.value(), new ClusterCredentials(login, login));
        Files.writeString(folder.resolve("orders.ca.crt"), "no certificate");
        var nodes = new ManagedNodes(folder);

        assertThatThrownBy(() -> nodes.connect(ORDERS, new DatacenterName("east"), List.of(NODE)))
                .isInstanceOf(ClusterException.AccessDenied.class)
                .hasMessageContaining("orders.ca.crt");
        assertThatThrownBy(() -> nodes.reach(ORDERS).connect(NODE))
                .isInstanceOf(NodeRefused.class)
                .hasMessageContaining("orders.ca.crt");
    }

    /** Asked in the clear, nodes that take only TLS would seem to be lost. */
    @Test
    void nodesWhoseAuthorityCouldNeverBeReadAreAskedOverTls(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("orders.ca.crt"), "no certificate");
        var nodes = new ManagedNodes(folder);

        assertThat(nodes.authority(ORDERS)).contains(NodeAuthority.unread());
    }
}
