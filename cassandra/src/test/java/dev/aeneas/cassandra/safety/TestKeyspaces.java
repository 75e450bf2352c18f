package dev.aeneas.cassandra.safety;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.Keyspace;
import java.util.List;
import java.util.Optional;

final class TestKeyspaces {
    private TestKeyspaces() {}

    static List<Keyspace> of(FakeCluster cluster) {
        ClusterContact contact = new ClusterContact(
                cluster.nodes().stream().map(FakeNode::address).toList(), "west", Optional.empty(), Optional.empty());
        try (ManagedCluster session = cluster.connect(contact)) {
            return session.keyspaces();
        }
    }
}
