package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.NodeAuthority;
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
 * @param authority of nodes that are spoken with over TLS; empty: in the clear
 */
public record ClusterContact(
        List<NodeAddress> contactPoints,
        String localDatacenter,
        Optional<Credentials> credentials,
        Optional<NodeAuthority> authority) {
    /** As the cluster's own logins say; empty: a cluster without authentication, in the clear. */
    public static ClusterContact of(
            List<NodeAddress> contactPoints, String localDatacenter, Optional<ClusterCredentials> logins) {
        return new ClusterContact(
                contactPoints,
                localDatacenter,
                logins.map(ClusterCredentials::cql),
                logins.flatMap(ClusterCredentials::authority));
    }

    public ClusterContact {
        contactPoints = List.copyOf(contactPoints);
        Objects.requireNonNull(localDatacenter, "localDatacenter");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(authority, "authority");
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("contactPoints must name at least one node");
        }
    }
}
