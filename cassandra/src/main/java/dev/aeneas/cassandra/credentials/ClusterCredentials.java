package dev.aeneas.cassandra.credentials;

import java.util.Optional;

/**
 * The logins of a managed cluster, and how its nodes are operated and spoken with.
 *
 * @param managementPort of the management API of each node; null: nodes are operated over JMX
 * @param sidecarPort of what shows each node's files to backups; null: there is none
 * @param authority CQL goes over TLS, to nodes that it signed for; empty: in the clear
 */
public record ClusterCredentials(
        Credentials cql,
        Credentials jmx,
        Integer managementPort,
        Integer sidecarPort,
        Optional<NodeAuthority> authority) {
    /** Of a cluster whose nodes are operated over JMX, and take CQL in the clear. */
    public ClusterCredentials(Credentials cql, Credentials jmx) {
        this(cql, jmx, null, null, Optional.empty());
    }
}
