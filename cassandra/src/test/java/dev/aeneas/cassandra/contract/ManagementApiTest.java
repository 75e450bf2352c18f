package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.Probe;
import dev.aeneas.cassandra.cql.ReachCluster;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.management.ManagementApiBounds;
import dev.aeneas.cassandra.management.ManagementApiNodes;
import dev.aeneas.cassandra.node.CompareReplicas.Comparison;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cassandra.node.RepairRequest;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.Replication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of the ports over the management API; what that API has not is refused. */
class ManagementApiTest {
    private static final ManagementApiBounds QUICK = new ManagementApiBounds(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(5));
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final ApiTestCluster CLUSTER = new ApiTestCluster(2);

    @AfterAll
    static void close() {
        CLUSTER.api.close();
    }

    @Nested
    class SeesRing extends SeeRingContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }
    }

    @Nested
    class TakesSnapshots extends TakeSnapshotsContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }

        @Test
        @Override
        void tellsWhereTheFilesAre() {
            try (var node = CLUSTER.connect(CLUSTER.first())) {
                assertThatThrownBy(node::dataDirectories).isInstanceOf(NodeRefused.class);
            }
        }
    }

    @Nested
    class Repairs extends RepairContract {
        @Override
        TestCluster cluster() {
            return CLUSTER;
        }

        @Test
        @Override
        void findsReplicasEqualAfterTheirRepair() {
            try (var node = CLUSTER.connect(CLUSTER.first())) {
                assertThat(node.compare(RepairRequest.within(TestCluster.DATACENTER, "app"), BOUND))
                        .isInstanceOf(Comparison.Unknown.class);
            }
        }
    }

    @Test
    void decommissionsAndBelievesItOnlyWhenTheNodeOwnsNothing() {
        var cluster = new ApiTestCluster(1);
        try (var node = cluster.connect(cluster.members().get(1))) {
            node.decommission(BOUND);
            assertThat(node.mode()).isEqualTo(NodeMode.LEFT);
        } finally {
            cluster.api.close();
        }
    }

    @Test
    void refusesWhatTheApiCouldOnlyDoByForceOrNotAtAll() {
        try (var node = CLUSTER.connect(CLUSTER.first())) {
            assertThatThrownBy(() -> node.removeNode(UUID.randomUUID(), BOUND)).isInstanceOf(NodeRefused.class);
            assertThatThrownBy(() -> node.joinRing(BOUND)).isInstanceOf(NodeRefused.class);
            assertThatThrownBy(node::throttles).isInstanceOf(NodeRefused.class);
        }
    }

    @Test
    void tellsApartWhoIsNotThereAndWhoSaysNothing() throws IOException {
        var quick = new ManagementApiBounds(
                Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMillis(5));
        var nowhere = NodeAddress.of("127.2.9.9");
        assertThatThrownBy(() -> new ManagementApiNodes(CLUSTER.api.port(), quick).connect(nowhere))
                .isInstanceOf(NodeUnreachable.class);
        try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.2.9.8"))) {
            assertThatThrownBy(() ->
                            new ManagementApiNodes(silent.getLocalPort(), quick).connect(NodeAddress.of("127.2.9.8")))
                    .isInstanceOf(NodeSilent.class);
        }
    }

    private static final class ApiTestCluster implements TestCluster {
        private final FakeCluster fake = new FakeCluster();
        private final List<NodeAddress> members = List.of(NodeAddress.of("127.2.1.1"), NodeAddress.of("127.2.2.1"));
        private final NodeAddress unjoined = NodeAddress.of("127.2.3.1");
        private final FakeManagementApi api;

        ApiTestCluster(int replicas) {
            fake.add(members.get(0), DATACENTER, "z1", List.of(1L, 100L));
            fake.add(members.get(1), DATACENTER, "z2", List.of(2L, 200L));
            fake.prepare(unjoined, DATACENTER, "z3", List.of(3L, 300L));
            var everywhere = Replication.NetworkTopology.of(Map.of(DATACENTER, replicas));
            Keyspace.REPLICATED_SYSTEM.forEach(name -> fake.create(new Keyspace(name, everywhere)));
            fake.create(new Keyspace("app", everywhere));
            fake.create(new Keyspace("single", Replication.NetworkTopology.of(Map.of(DATACENTER, 1))));
            api = new FakeManagementApi(fake, List.of(members.get(0), members.get(1), unjoined));
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
            return new ManagementApiNodes(api.port(), QUICK);
        }

        @Override
        public ReachNodes impatient() {
            return nodes();
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
            throw new UnsupportedOperationException("CQL is not under test here");
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
