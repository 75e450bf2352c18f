package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.cql.ClusterException;
import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.cql.ProbeAnswer;
import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.safety.DecommissionSafety;
import dev.aeneas.cassandra.safety.DiskInfo;
import dev.aeneas.cassandra.safety.JoinSafety;
import dev.aeneas.cassandra.safety.PreparedNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs in order: what joins can leave again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class JoinAndLeaveContract {
    private static final Duration BOUND = Duration.ofSeconds(90);

    abstract TestCluster cluster();

    @Test
    @Order(0)
    void altersNoReplicationWhileANodeIsPrepared() {
        try (ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            Replication.NetworkTopology once = Replication.NetworkTopology.of(Map.of(TestCluster.DATACENTER, 1));

            assertThatThrownBy(() -> session.replicate("app", once)).isInstanceOf(ClusterException.Refused.class);
            // what is so already is no change
            session.replicate("single", once);
        }
    }

    @Test
    @Order(0)
    void isSafeToJoinByEveryRule() {
        NodeAddress joining = cluster().unjoined();
        try (NodeOperations node = cluster().connect(joining);
                NodeOperations witness = cluster().connect(cluster().first());
                ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            PreparedNode prepared = new PreparedNode(
                    joining, TestCluster.DATACENTER, node.mode(), cluster().plannedTokens(joining), node.ring());

            assertThat(new JoinSafety().check(List.of(prepared), witness.ring(), session.keyspaces()))
                    .isEmpty();
        }
    }

    @Test
    @Order(1)
    void joinsWithThePlannedTokensAsOthersSeeIt() throws InterruptedException {
        NodeAddress joining = cluster().unjoined();
        try (NodeOperations node = cluster().connect(joining);
                NodeOperations witness = cluster().connect(cluster().first())) {
            assertThat(JoinWave.join(Map.of(joining, node), BOUND))
                    .containsExactly(Map.entry(joining, new JoinWave.Outcome.Joined()));

            await().atMost(Duration.ofSeconds(20)).until(() -> witness.ring()
                    .node(joining)
                    .map(view -> view.joinedWith(cluster().plannedTokens(joining)))
                    .orElse(false));
        }
    }

    @Test
    @Order(2)
    void servesClientsOnceItHasJoined() {
        assertThat(cluster().probe().probe(cluster().unjoined())).isInstanceOf(ProbeAnswer.Answered.class);
    }

    @Test
    @Order(2)
    void remembersWhomItStreamedFrom() {
        try (ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            // the session hears of the new node a moment after it serves
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(
                            session.streamsOf(cluster().unjoined()))
                    .singleElement()
                    .satisfies(stream -> {
                        assertThat(stream.operation()).isEqualTo("Bootstrap");
                        assertThat(stream.outcome()).isEqualTo(StreamRecord.Outcome.SUCCEEDED);
                        assertThat(stream.peers())
                                .isNotEmpty()
                                .isSubsetOf(cluster().members().stream()
                                        .map(NodeAddress::host)
                                        .toList());
                    }));
        }
    }

    @Test
    @Order(2)
    void returnsAtOnceWhenItHasJoinedAlready() {
        try (NodeOperations node = cluster().connect(cluster().unjoined())) {
            node.joinRing(Duration.ofSeconds(5));

            assertThat(node.mode()).isEqualTo(NodeMode.NORMAL);
        }
    }

    @Test
    @Order(3)
    void isSafeToLeaveByEveryRule() {
        try (NodeOperations witness = cluster().connect(cluster().first());
                ManagedCluster session = cluster().clusters().connect(cluster().contact())) {
            Map<NodeAddress, DiskInfo> disks = new HashMap<>();
            witness.ring().addresses().forEach(address -> disks.put(address, new DiskInfo(100, 900)));

            assertThat(new DecommissionSafety(0.8)
                            .check(cluster().unjoined(), witness.ring(), session.keyspaces(), disks))
                    .isEmpty();
        }
    }

    @Test
    @Order(4)
    void leavesTheRingAsOthersSeeIt() {
        NodeAddress leaving = cluster().unjoined();
        try (NodeOperations node = cluster().connect(leaving);
                NodeOperations witness = cluster().connect(cluster().first())) {
            node.decommission(BOUND);

            assertThat(node.mode()).isEqualTo(NodeMode.LEFT);
            await().atMost(Duration.ofSeconds(20)).until(() -> !witness.ring().contains(leaving));
            // again, as after a crash between doing and saving
            node.decommission(BOUND);
        }
    }

    @Test
    @Order(5)
    void refusesToLeaveTooFewForTheReplicationFactor() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            assertThatThrownBy(() -> node.decommission(BOUND)).isInstanceOf(NodeRefused.class);

            assertThat(node.ring().nodes()).extracting(NodeView::mode).containsOnly(NodeMode.NORMAL);
        }
    }
}
