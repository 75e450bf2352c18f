package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.failover.run.ClusterFailover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The user's keyspaces with their replication, told by any datacenter that answers. */
@ApplicationScoped
public class UserKeyspaces {
    private final ManagedNodes nodes;

    public UserKeyspaces(ManagedNodes nodes) {
        this.nodes = nodes;
    }

    /** Empty when no datacenter answers within the bounds. */
    public Optional<List<Keyspace>> of(ClusterFailover cluster) {
        return cluster.topology().datacenters().stream()
                .flatMap(datacenter -> of(cluster, datacenter).stream())
                .findFirst();
    }

    private Optional<List<Keyspace>> of(ClusterFailover cluster, Datacenter datacenter) {
        var contacts = cluster.contactPoints(datacenter.datacenter()).stream()
                .map(NodeAddress::of)
                .toList();
        if (contacts.isEmpty()) {
            return Optional.empty();
        }
        try (var session = nodes.connect(cluster.topology().cluster(), datacenter.datacenter(), contacts)) {
            return Optional.of(session.keyspaces().stream()
                    .filter(keyspace -> !keyspace.isSystem())
                    .toList());
        } catch (ClusterException e) {
            return Optional.empty();
        }
    }
}
