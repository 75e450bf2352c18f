package dev.aeneas.cassandra.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RingViewTest {
    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 6);
    private final NodeAddress first = FakeClusters.address(2, 0);

    @Test
    void findsNodesByDatacenterAndRack() {
        assertThat(ring().datacenters()).containsExactly("east", "west");
        assertThat(ring().in("west").size()).isEqualTo(6);
        assertThat(ring().in("west").racks()).containsExactly("z1", "z2", "z3");
        assertThat(ring().inRack("west", "z2").addresses())
                .containsExactly(FakeClusters.address(2, 1), FakeClusters.address(2, 4));
    }

    @Test
    void findsANodeWhateverPortsItIsAskedFor() {
        assertThat(ring().node(NodeAddress.of("127.2.1.1", 1, 2))).isPresent();
        assertThat(ring().contains(FakeClusters.address(9, 0))).isFalse();
    }

    @Test
    void tellsUpFromDownAndWhoMoves() {
        cluster.node(FakeClusters.address(1, 0)).kill();
        cluster.node(FakeClusters.address(2, 1)).inMode(NodeMode.LEAVING);

        assertThat(ring().down().addresses()).containsExactly(FakeClusters.address(1, 0));
        assertThat(ring().changing().addresses()).containsExactly(FakeClusters.address(2, 1));
    }

    @Test
    void takesNoNoticeOfADeadNodesSchema() {
        cluster.node(FakeClusters.address(1, 0)).lagBehindSchema();
        assertThat(ring().agreesOnSchema()).isFalse();
        assertThat(ring().schemaVersions()).hasSize(2);

        cluster.node(FakeClusters.address(1, 0)).kill();
        assertThat(ring().agreesOnSchema()).isTrue();
    }

    @Test
    void dividesTheDataAmongTheNodesOfEachRack() {
        Map<NodeAddress, Double> ownership = ring().ownership("west", 3);

        assertThat(ownership.values().stream().mapToDouble(part -> part).sum()).isCloseTo(3.0, within(1e-9));
        assertThat(ownership.values()).allSatisfy(part -> assertThat(part).isCloseTo(0.5, within(0.01)));
    }

    @Test
    void doesNotCountAJoiningNodeAsAnOwner() {
        FakeClusters.prepare(cluster, "west", 2, 1).get(0).inMode(NodeMode.JOINING);

        assertThat(ring().ownership("west", 3)).hasSize(6);
        assertThat(ring().tokens()).hasSize(10 * 16);
    }

    @Test
    void believesAJoinOnlyByItsTokens() {
        NodeView node = ring().node(first).orElseThrow();

        assertThat(node.joinedWith(node.tokens())).isTrue();
        assertThat(node.joinedWith(List.of(1L))).isFalse();
        cluster.node(first).kill();
        assertThat(cluster.ringSeenBy(FakeClusters.address(2, 1))
                        .node(first)
                        .orElseThrow()
                        .joinedWith(node.tokens()))
                .isFalse();
    }

    @Test
    void putsAReplicaInARackTwiceOnlyWhenRacksAreFewer() {
        List<TokenOwner> owners = List.of(owner(0, "a", 0), owner(1, "a", 100), owner(2, "b", 200), owner(3, "b", 300));

        assertThat(new ReplicaPlacement(owners).replicaGroups(2))
                .allSatisfy(group -> assertThat(group).hasSize(2))
                .noneSatisfy(group -> assertThat(group)
                        .containsExactlyInAnyOrder(
                                owners.get(0).address(), owners.get(1).address()));
        assertThat(new ReplicaPlacement(owners).replicaGroups(3))
                .allSatisfy(group -> assertThat(group).hasSize(3));
    }

    @Test
    void refusesATokenThatIsUsedTwice() {
        List<TokenOwner> twins = List.of(owner(0, "a", 7), owner(1, "b", 7));

        assertThatThrownBy(() -> new ReplicaPlacement(twins)).hasMessageContaining("token 7 is used twice");
    }

    private RingView ring() {
        return cluster.ringSeenBy(first);
    }

    private static TokenOwner owner(int number, String rack, long token) {
        return new TokenOwner(FakeClusters.address(1, number), "dc", rack, new TreeSet<>(List.of(token)));
    }
}
