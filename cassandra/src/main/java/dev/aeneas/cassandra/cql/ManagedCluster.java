package dev.aeneas.cassandra.cql;

import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.util.List;
import java.util.Optional;

/** What Aeneas reads and changes of a managed cluster's schema and roles; every call is bounded. */
public interface ManagedCluster extends AutoCloseable {
    /** All keyspaces with their replication, Cassandra's own included, ordered by name. */
    @Looks
    List<Keyspace> keyspaces();

    @Looks
    default Optional<Keyspace> keyspace(String name) {
        return keyspaces().stream()
                .filter(keyspace -> keyspace.name().equals(name))
                .findFirst();
    }

    /**
     * Alters the keyspace; data does not move by itself: rebuild or repair afterwards. Fine if it is so already.
     *
     * @throws ClusterException.Refused also while any living node is unjoined or joining: Cassandra wants no range
     *     movements, and counts prepared nodes as such. So replicate first, prepare nodes afterwards
     */
    void replicate(String keyspace, Replication.NetworkTopology replication);

    /**
     * Creates the role, or gives the existing one this password.
     *
     * @throws ClusterException.Unreachable also for a password that was changed less than five seconds ago
     */
    void createSuperuser(Credentials superuser);

    /**
     * Takes login and superuser rights from the role {@code cassandra}, whose password everybody knows; nodes that have
     * it in their cache believe it a few seconds longer.
     *
     * @throws ClusterException.Refused if this very session is logged in as that role
     */
    void neutraliseDefaultRole();

    /** What this node still remembers of its streams, the newest first; forgotten when it restarts. */
    @Looks
    List<StreamRecord> streamsOf(NodeAddress node);

    /** Lets the session go; never throws. */
    @Looks
    @Override
    void close();
}
