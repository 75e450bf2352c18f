package dev.aeneas.cassandra.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SafeWavesTest {
    private final Random random = new Random(7);

    @Test
    void takesAllTogetherWithOneReplicaInEachRack() {
        var arriving = nodes(10, 3, 30);

        assertThat(SafeWaves.largest(nodes(0, 3, 3), arriving, Set.of(3))).containsExactlyElementsOf(arriving);
    }

    @Test
    void takesAllTogetherWithASingleReplica() {
        var arriving = nodes(10, 2, 4);

        assertThat(SafeWaves.largest(nodes(0, 2, 2), arriving, Set.of(1))).containsExactlyElementsOf(arriving);
    }

    @Test
    void takesOneAfterTheOtherWhereSourcesDependOnWhoElseJoins() {
        var arriving = nodes(10, 1, 3);

        assertThat(SafeWaves.largest(nodes(0, 1, 4), arriving, Set.of(3))).containsExactly(arriving.get(0));
    }

    @Test
    void takesTheSmallestWaveThatAnyKeyspaceAllows() {
        var arriving = nodes(10, 3, 3);

        assertThat(SafeWaves.largest(nodes(0, 3, 3), arriving, Set.of(3, 2))).hasSizeLessThan(3);
    }

    @Test
    void takesNodesTogetherThatAreFarApartOnTheRing() {
        List<TokenOwner> ring = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ring.add(node(i, "r1", 1000L * i));
        }
        var close = List.of(node(20, "r1", 1500), node(21, "r1", 1600), node(22, "r1", 5500));

        assertThat(SafeWaves.largest(ring, close, Set.of(2))).containsExactly(close.get(0), close.get(2));
    }

    @Test
    void fillsUpToTheReplicationFactorAtOnce() {
        assertThat(SafeWaves.isSafe(nodes(0, 1, 1), nodes(10, 1, 2), 3)).isTrue();
        assertThat(SafeWaves.isSafe(nodes(0, 1, 1), nodes(10, 1, 3), 3)).isFalse();
    }

    @Test
    void refusesTwoNodesOfDifferentRacksThatWouldStreamFromTheSameOne() {
        var owners = List.of(node(0, "r1", 0), node(1, "r2", 100), node(2, "r3", 200));
        var third = node(10, "r3", -20);
        var second = node(11, "r2", -10);

        assertThat(StrictSources.of(third, owners, Set.of(2)).required())
                .contains(owners.get(1).address());
        assertThat(StrictSources.of(second, owners, Set.of(2)).required())
                .contains(owners.get(1).address());
        assertThat(SafeWaves.isSafe(owners, List.of(third, second), 2)).isFalse();
    }

    @Test
    void afterASafeWaveEveryQuorumThatHadARowStillMeetsEveryQuorum() {
        int wavesOfSeveral = 0;
        for (int run = 0; run < 300; run++) {
            int factor = 1 + random.nextInt(3);
            var owners = nodes(0, 1 + random.nextInt(4), factor + random.nextInt(4), 1 + random.nextInt(3));
            var arriving = nodes(10, 1 + random.nextInt(4), 2 + random.nextInt(3), 1);
            var wave = SafeWaves.largest(owners, arriving, Set.of(factor));
            wavesOfSeveral += wave.size() > 1 ? 1 : 0;
            new Divergence(owners, wave, factor).requireNoRowLost();
        }
        assertThat(wavesOfSeveral).isGreaterThan(30);
    }

    /** Plays a wave without the reasoning of {@link SafeWaves}: who has a row that only a quorum had before. */
    private record Divergence(List<TokenOwner> owners, List<TokenOwner> wave, int factor) {
        void requireNoRowLost() {
            var all = new ArrayList<>(owners);
            all.addAll(wave);
            for (long token : new ReplicaPlacement(all).tokens()) {
                for (int joined = 0; joined < 1 << wave.size(); joined++) {
                    requireNoRowLost(token, joined);
                }
            }
        }

        private void requireNoRowLost(long token, int joined) {
            var after = new ArrayList<>(owners);
            for (int i = 0; i < wave.size(); i++) {
                if ((joined & (1 << i)) != 0) {
                    after.add(wave.get(i));
                }
            }
            var before = List.copyOf(new ReplicaPlacement(owners).replicas(token, factor));
            var replicas = new ReplicaPlacement(after).replicas(token, factor);
            int quorum = factor / 2 + 1;
            for (int missed = 0; missed < before.size(); missed++) {
                // RF 3: any one of three may have missed the row; RF 1 and 2: none
                int mayMiss = before.size() - quorum;
                var lacking = mayMiss > 0 ? Set.of(before.get(missed)) : Set.<NodeAddress>of();
                long lackingAfter = replicas.stream()
                        .filter(replica ->
                                lacking.contains(before.contains(replica) ? replica : source(replica, token)))
                        .count();
                assertThat(lackingAfter)
                        .as("%s at %d after %d", this, token, joined)
                        .isLessThanOrEqualTo(mayMiss);
            }
        }

        private NodeAddress source(NodeAddress joining, long token) {
            var alone = wave.stream()
                    .filter(node -> node.address().equals(joining))
                    .findFirst()
                    .orElseThrow();
            var lost = new ReplicaPlacement(owners).replicas(token, factor);
            lost.removeAll(new ReplicaPlacement(StrictSources.with(owners, alone)).replicas(token, factor));
            return lost.iterator().next();
        }
    }

    private List<TokenOwner> nodes(int first, int racks, int count) {
        return nodes(first, racks, count, 16);
    }

    private List<TokenOwner> nodes(int first, int racks, int count, int tokensPerNode) {
        List<TokenOwner> nodes = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            var tokens = random.longs(tokensPerNode).toArray();
            nodes.add(node(i, "r" + (1 + i % racks), tokens));
        }
        return nodes;
    }

    private static TokenOwner node(int number, String rack, long... tokens) {
        var sorted = new TreeSet<Long>();
        for (long token : tokens) {
            sorted.add(token);
        }
        return new TokenOwner(NodeAddress.of("127.9.9." + (number + 1)), "west", rack, sorted);
    }
}
