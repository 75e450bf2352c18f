package dev.aeneas.cassandra.cql;

/** Opens the way to a managed cluster as a whole. */
public interface ReachCluster {
    /**
     * Connects within a bound; close it after use.
     *
     * @throws ClusterException.Unreachable if no contact point answers
     * @throws ClusterException.AccessDenied if the role or its password is refused, or a node's certificate not believed
     */
    ManagedCluster connect(ClusterContact contact);
}
