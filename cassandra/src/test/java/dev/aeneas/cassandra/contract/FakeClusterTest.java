package dev.aeneas.cassandra.contract;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/** The contracts on the fake; in order, because they share one cluster as they do on real nodes. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class FakeClusterTest {
    private static final TestCluster CLUSTER = new FakeTestCluster();

    @Nested
    @Order(1)
    class SeesRing extends SeeRingContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(2)
    class SetsThrottles extends SetThrottlesContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(3)
    class TakesSnapshots extends TakeSnapshotsContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(4)
    class Repairs extends RepairContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(6)
    class IsManaged extends ManagedClusterContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(5)
    class JoinsAndLeaves extends JoinAndLeaveContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    @Order(7)
    class IsLost extends LossContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    private static final class FakeTestCluster implements TestCluster {
        private final FakeCluster fake = new FakeCluster().withAuthentication();
        private final List<NodeAddress> members = List.of(NodeAddress.of("127.2.1.1"), NodeAddress.of("127.2.2.1"));
        private final NodeAddress unjoined = NodeAddress.of("127.2.3.1");

        FakeTestCluster() {
            fake.add(members.get(0), DATACENTER, "z1", List.of(1L, 100L));
            fake.add(members.get(1), DATACENTER, "z2", List.of(2L, 200L));
            fake.prepare(unjoined, DATACENTER, "z3", List.of(3L, 300L));
            Replication twice = Replication.NetworkTopology.of(Map.of(DATACENTER, 2));
            Keyspace.REPLICATED_SYSTEM.forEach(name -> fake.create(new Keyspace(name, twice)));
            fake.create(new Keyspace("app", twice));
            fake.create(new Keyspace("single", Replication.NetworkTopology.of(Map.of(DATACENTER, 1))));
        }

        @Override
        public List<NodeAddress> members() {
            return members;
        }

        @Override
        public NodeAddress unjoined() {
            return unjoined;
        }

        @Override
        public SortedSet<Long> plannedTokens(NodeAddress node) {
            return fake.node(node).plannedTokens();
        }

        @Override
        public ReachNodes nodes() {
            return fake;
        }

        @Override
        public ReachNodes impatient() {
            return fake;
        }

        @Override
        public Probe probe() {
            return fake;
        }

        @Override
        public ReachCluster clusters() {
            return fake;
        }

        @Override
        public ClusterContact contact() {
            return new ClusterContact(
                    members, DATACENTER, Optional.of(Credentials.CASSANDRA_DEFAULT), Optional.empty());
        }

        @Override
        public void freeze(NodeAddress node) {
            fake.node(node).freeze();
        }

        @Override
        public void thaw(NodeAddress node) {
            fake.node(node).recover();
        }

        @Override
        public void kill(NodeAddress node) {
            fake.node(node).kill();
        }
    }
}
