package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach a managed cluster by CQL.
 *
 * @param contactPoints living nodes of the local datacenter
 * @param localDatacenter the only one that requests go to: the living region never waits for the dead one
 * @param credentials empty for a cluster without authentication
 */
public record ClusterContact(
        List<NodeAddress> contactPoints, String localDatacenter, Optional<Credentials> credentials) {
    public ClusterContact {
        contactPoints = List.copyOf(contactPoints);
        Objects.requireNonNull(localDatacenter, "localDatacenter");
        Objects.requireNonNull(credentials, "credentials");
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("contactPoints must name at least one node");
        }
    }
}
