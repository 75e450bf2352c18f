package dev.aeneas.cassandra.credentials;

/**
 * The logins of a managed cluster, and how its nodes are operated.
 *
 * @param managementPort of the management API of each node; null: nodes are operated over JMX
 * @param sidecarPort of what shows each node's files to backups; null: there is none
 */
public record ClusterCredentials(Credentials cql, Credentials jmx, Integer managementPort, Integer sidecarPort) {
    /** Of a cluster whose nodes are operated over JMX. */
    public ClusterCredentials(Credentials cql, Credentials jmx) {
        this(cql, jmx, null, null);
    }
}
