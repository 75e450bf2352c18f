package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aeneas.cassandra.cql.ProbeAnswer;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.NodeSilent;
import dev.aeneas.cassandra.node.NodeUnreachable;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs in order, last: a node is frozen, thawed, drained and killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LossContract {
    abstract TestCluster cluster();

    private NodeAddress victim() {
        return cluster().members().get(1);
    }

    @Test
    @Order(1)
    void answersAProbe() {
        assertThat(cluster().probe().probe(victim())).isInstanceOf(ProbeAnswer.Answered.class);
    }

    @Test
    @Order(2)
    void isSilentWhenFrozenAndAnswersWhenThawed() {
        try (NodeOperations open = cluster().impatient().connect(victim())) {
            cluster().freeze(victim());
            try {
                assertThat(cluster().probe().probe(victim())).isInstanceOf(ProbeAnswer.Silent.class);
                assertThatThrownBy(open::ring).isInstanceOf(NodeSilent.class);
                assertThatThrownBy(() -> cluster().impatient().connect(victim()))
                        .isInstanceOf(NodeSilent.class);
            } finally {
                cluster().thaw(victim());
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> cluster().probe().probe(victim()).answered());
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> open.mode() == NodeMode.NORMAL);
        }
    }

    @Test
    @Order(3)
    void isDrainedOnceAndForAll() {
        try (NodeOperations node = cluster().connect(victim())) {
            node.drain(Duration.ofSeconds(60));
            assertThat(node.mode()).isEqualTo(NodeMode.DRAINED);
            node.drain(Duration.ofSeconds(60));
        }
        assertThat(cluster().probe().probe(victim())).isInstanceOf(ProbeAnswer.Refused.class);
    }

    @Test
    @Order(4)
    void isUnreachableWhenDead() {
        try (NodeOperations open = cluster().connect(victim())) {
            cluster().kill(victim());

            assertThatThrownBy(open::ring).isInstanceOf(NodeUnreachable.class);
        }
        assertThatThrownBy(() -> cluster().connect(victim())).isInstanceOf(NodeUnreachable.class);
        assertThat(cluster().probe().probe(victim())).isInstanceOf(ProbeAnswer.Refused.class);
    }

    @Test
    @Order(5)
    void isSeenDownByTheLivingAfterAWhile() {
        try (NodeOperations witness = cluster().connect(cluster().first())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> witness.ring().down().addresses().contains(victim()));
            assertThat(witness.ring().node(victim()).orElseThrow().mode()).isEqualTo(NodeMode.NORMAL);
            assertThat(witness.ring().agreesOnSchema()).isTrue();
        }
    }
}
