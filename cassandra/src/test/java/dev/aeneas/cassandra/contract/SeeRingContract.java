package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.NodeView;
import dev.aeneas.cassandra.ring.RingView;
import org.junit.jupiter.api.Test;

abstract class SeeRingContract {
    abstract TestCluster cluster();

    @Test
    void showsEveryMemberUpNormalWithItsTokens() {
        RingView ring = ringSeenBy(cluster().first());

        assertThat(ring.owners().addresses())
                .containsExactlyElementsOf(cluster().members());
        for (NodeAddress member : cluster().members()) {
            assertThat(ring.node(member)).get().satisfies(node -> assertThat(
                            node.joinedWith(cluster().plannedTokens(member)))
                    .isTrue());
        }
    }

    @Test
    void showsWhereEachNodeStands() {
        RingView ring = ringSeenBy(cluster().first());

        assertThat(ring.datacenters()).containsExactly(TestCluster.DATACENTER);
        assertThat(ring.nodes()).extracting(NodeView::rack).containsExactly("z1", "z2", "z3");
        assertThat(ring.nodes()).extracting(NodeView::hostId).doesNotHaveDuplicates();
    }

    @Test
    void showsAnUnjoinedNodeUpAndWithoutTokens() {
        NodeView unjoined =
                ringSeenBy(cluster().first()).node(cluster().unjoined()).orElseThrow();

        assertThat(unjoined.mode()).isEqualTo(NodeMode.UNJOINED);
        assertThat(unjoined.up()).isTrue();
        assertThat(unjoined.tokens()).isEmpty();
    }

    @Test
    void showsTheUnjoinedNodeAllOthersAndTheirSchema() {
        RingView ring = ringSeenBy(cluster().unjoined());

        assertThat(ring.seenBy()).isEqualTo(cluster().unjoined());
        assertThat(ring.up().addresses())
                .containsAll(cluster().members())
                .contains(cluster().unjoined());
        assertThat(ring.agreesOnSchema()).isTrue();
    }

    @Test
    void agreesWithWhatANodeSaysOfItself() {
        try (NodeOperations member = cluster().connect(cluster().first());
                NodeOperations unjoined = cluster().connect(cluster().unjoined())) {
            assertThat(member.mode()).isEqualTo(NodeMode.NORMAL);
            assertThat(unjoined.mode()).isEqualTo(NodeMode.UNJOINED);
        }
    }

    private RingView ringSeenBy(NodeAddress address) {
        try (NodeOperations node = cluster().connect(address)) {
            return node.ring();
        }
    }
}
