package dev.aeneas.cassandra.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JoinWaveTest {
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 3);
    private final List<FakeNode> prepared = FakeClusters.prepare(cluster, "west", 2, 3);
    private final Map<NodeAddress, NodeOperations> open = new HashMap<>();

    JoinWaveTest() {
        prepared.forEach(node -> open.put(node.address(), cluster.connect(node.address())));
    }

    @Test
    void joinsAllWithTheirTokens() throws InterruptedException {
        assertThat(JoinWave.join(open, BOUND).values()).hasSize(3).containsOnly(new JoinWave.Outcome.Joined());

        prepared.forEach(node -> assertThat(
                        cluster.ringSeenBy(FakeClusters.address(2, 0)).node(node.address()))
                .get()
                .matches(view -> view.joinedWith(node.plannedTokens())));
    }

    @Test
    void startsAllAtTheSameInstant() throws InterruptedException {
        // each of them returns only once all are there
        CyclicBarrier barrier = new CyclicBarrier(3);
        JoinRing waiting = bound -> {
            try {
                barrier.await(5, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Map<NodeAddress, JoinRing> nodes = new HashMap<>();
        prepared.forEach(node -> nodes.put(node.address(), waiting));

        assertThat(JoinWave.join(nodes, BOUND).values()).containsOnly(new JoinWave.Outcome.Joined());
    }

    @Test
    void isNotHeldUpByANodeThatIsLostBeforeTheStart() throws InterruptedException {
        Map<NodeAddress, JoinRing> nodes = new HashMap<>(open);
        NodeAddress lost = prepared.get(0).address();
        nodes.put(lost, new JoinRing() {
            @Override
            public void getReadyToJoin() {
                throw new NodeSilent(lost, "mode", BOUND);
            }

            @Override
            public void joinRing(Duration bound) {
                throw new AssertionError("it was not ready");
            }
        });

        Map<NodeAddress, JoinWave.Outcome> outcomes = JoinWave.join(nodes, BOUND);

        assertThat(outcomes.remove(lost)).isInstanceOf(JoinWave.Outcome.Unknown.class);
        assertThat(outcomes.values()).hasSize(2).containsOnly(new JoinWave.Outcome.Joined());
    }

    @Test
    void tellsWhoCameLateAndMustBeRestarted() throws InterruptedException {
        FakeNode late = prepared.get(1).comeLate();

        assertThat(JoinWave.join(open, BOUND).get(late.address()))
                .isInstanceOfSatisfying(JoinWave.Outcome.NotJoined.class, outcome -> assertThat(outcome.why())
                        .isInstanceOfSatisfying(
                                NotJoined.class, why -> assertThat(why.mode()).isEqualTo(NodeMode.JOINING)));
        // a second try on the same process does nothing
        assertThat(JoinWave.join(Map.of(late.address(), open.get(late.address())), BOUND)
                        .values())
                .allMatch(outcome -> outcome instanceof JoinWave.Outcome.NotJoined);

        late.kill().recover();
        assertThat(JoinWave.join(Map.of(late.address(), cluster.connect(late.address())), BOUND)
                        .values())
                .containsOnly(new JoinWave.Outcome.Joined());
    }

    @Test
    void doesNotTakeSilenceForAFailure() throws InterruptedException {
        FakeNode frozen = prepared.get(0).freeze();

        assertThat(JoinWave.join(open, BOUND).get(frozen.address())).isInstanceOf(JoinWave.Outcome.Unknown.class);
    }
}
