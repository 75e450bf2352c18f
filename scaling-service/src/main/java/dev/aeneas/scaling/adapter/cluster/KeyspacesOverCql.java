package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.verify.ReadKeyspaces;
import java.util.List;

/** Reads keyspaces with the driver, through the datacenter's own nodes only. */
public final class KeyspacesOverCql implements ReadKeyspaces {
    private final CredentialsFolder credentials;
    private final CqlClusters clusters;

    public KeyspacesOverCql(CredentialsFolder credentials, CqlClusters clusters) {
        this.credentials = credentials;
        this.clusters = clusters;
    }

    @Override
    public List<Keyspace> keyspaces(ClusterTopology topology, DatacenterName datacenter) {
        var logins = credentials.find(topology.cluster().value());
        var nodes = topology.datacenter(datacenter).orElseThrow().nodes().stream()
                .filter(node -> node.state() == NodeState.NORMAL)
                .map(node -> NodeAddress.of(node.address()))
                .toList();
        try (var cluster = clusters.connect(ClusterContact.of(nodes, datacenter.value(), logins))) {
            return cluster.keyspaces();
        }
    }
}
