package dev.aeneas.cassandra.fake;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.Replication;
import java.util.List;

/** A session of a {@link FakeCluster}. */
final class FakeManagedCluster implements ManagedCluster {
    private final FakeCluster cluster;
    private final String user;

    FakeManagedCluster(FakeCluster cluster, String user) {
        this.cluster = cluster;
        this.user = user;
    }

    @Override
    public List<Keyspace> keyspaces() {
        requireLife();
        return cluster.keyspaces();
    }

    @Override
    public void replicate(String keyspace, Replication.NetworkTopology replication) {
        Keyspace present =
                keyspace(keyspace).orElseThrow(() -> new ClusterException.Refused("no keyspace " + keyspace, null));
        if (!present.replication().equals(replication)) {
            requireNoRangeMovements();
            cluster.create(new Keyspace(keyspace, replication));
        }
    }

    /** Cassandra takes every living node that is not Normal for a range movement. */
    private void requireNoRangeMovements() {
        for (FakeNode node : cluster.nodes()) {
            if (node.runs() && node.mode() != NodeMode.NORMAL && node.mode() != NodeMode.LEFT) {
                throw new ClusterException.Refused("node " + node.address() + " is " + node.mode(), null);
            }
        }
    }

    @Override
    public void createSuperuser(Credentials superuser) {
        requireLife();
        cluster.setSuperuser(superuser);
    }

    @Override
    public void neutraliseDefaultRole() {
        requireLife();
        if (user.equals(Credentials.CASSANDRA_DEFAULT.username())) {
            throw new ClusterException.Refused("a role cannot take its own rights", null);
        }
        cluster.removeSuperuser(Credentials.CASSANDRA_DEFAULT.username());
    }

    @Override
    public List<StreamRecord> streamsOf(NodeAddress node) {
        if (!cluster.probe(node).answered()) {
            throw new ClusterException.Unreachable("node " + node + " does not answer", null);
        }
        return cluster.node(node).streamRecords();
    }

    @Override
    public void close() {
        // nothing is held
    }

    private void requireLife() {
        boolean anyAnswers = cluster.nodes().stream()
                .anyMatch(node -> cluster.probe(node.address()).answered());
        if (!anyAnswers) {
            throw new ClusterException.Unreachable("no node answers", null);
        }
    }
}
