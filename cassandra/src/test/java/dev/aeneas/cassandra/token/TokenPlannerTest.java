package dev.aeneas.cassandra.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.ReplicaPlacement;
import dev.aeneas.cassandra.ring.TokenOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPlannerTest {
    private static final int TOKENS = 16;
    private static final double ALLOWED = 0.10;

    @Test
    void spacesABrandNewDatacenterEvenly() {
        TokenPlan plan = plan("west", List.of(), newNodes(0, 6, 3), 3);

        assertThat(plan.tokens()).hasSize(6).allSatisfy((node, tokens) -> assertThat(tokens)
                .hasSize(TOKENS));
        assertThat(plan.imbalance()).isLessThan(0.01);
    }

    @Test
    void givesEachOfThreeNodesInThreeRacksAllTheData() {
        TokenPlan plan = plan("west", List.of(), newNodes(0, 3, 3), 3);

        assertThat(plan.ownership().values())
                .allSatisfy(part -> assertThat(part).isCloseTo(1.0, within(1e-9)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void staysEvenThroughGrowthByWholeRacks(int seed) {
        Random random = new Random(seed);
        List<TokenOwner> ring = join("west", List.of(), newNodes(0, 3 * (1 + random.nextInt(6)), 3));
        for (int wave = 0; wave < 4; wave++) {
            List<NewNode> arriving = newNodes(ring.size(), 3 * (1 + random.nextInt(8)), 3);
            TokenPlan plan = plan("west", ring, arriving, 3);
            assertThat(plan.imbalance())
                    .as("%d nodes, %d new", ring.size(), arriving.size())
                    .isLessThan(ALLOWED);
            ring = joined("west", ring, arriving, plan);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bringsARandomRingNearerToEven(int seed) {
        List<TokenOwner> ring = randomRing(new Random(seed), 9);
        double before = new TokenPlan("west", new TreeMap<>(), ownership(ring)).imbalance();

        TokenPlan plan = plan("west", ring, newNodes(9, 9, 3), 3);

        assertThat(plan.imbalance()).isLessThan(before).isLessThan(ALLOWED);
    }

    @Test
    void neverUsesATokenOfAnotherDatacenterTwice() {
        List<TokenOwner> east = join("east", List.of(), newNodes(0, 6, 3));
        // as if another datacenter of the same name had been planned on its own: every token collides
        List<TokenOwner> elsewhere = east.stream()
                .map(owner -> new TokenOwner(owner.address(), "elsewhere", owner.rack(), owner.tokens()))
                .toList();

        List<TokenOwner> both = join("east", elsewhere, newNodes(6, 6, 3));

        Set<Long> all = new HashSet<>();
        both.forEach(owner -> all.addAll(owner.tokens()));
        assertThat(all).hasSize(12 * TOKENS);
    }

    @Test
    void plansTheSameTokensOnEveryRun() {
        List<TokenOwner> ring = randomRing(new Random(7), 6);

        assertThat(plan("west", ring, newNodes(6, 3, 3), 3)).isEqualTo(plan("west", ring, newNodes(6, 3, 3), 3));
    }

    @Test
    void keepsTheOldNodesTokens() {
        List<TokenOwner> ring = randomRing(new Random(3), 6);
        Set<Long> old = new HashSet<>();
        ring.forEach(owner -> old.addAll(owner.tokens()));

        plan("west", ring, newNodes(6, 6, 3), 3).tokens().values().forEach(tokens -> assertThat(tokens)
                .doesNotContainAnyElementsOf(old));
    }

    @Test
    void reportsTheImbalanceThatOneNewNodeInThreeRacksBrings() {
        List<TokenOwner> ring = join("west", List.of(), newNodes(0, 3, 3));

        TokenPlan plan = plan("west", ring, newNodes(3, 1, 3), 3);

        // the rack with two nodes halves its part, the others keep all: even would be 0.75
        assertThat(plan.imbalance()).isBetween(0.30, 0.36);
    }

    @Test
    void doesAReasonableJobWhenRacksAndReplicasDiffer() {
        List<TokenOwner> ring = join("west", List.of(), newNodes(0, 4, 1));

        TokenPlan plan = plan("west", ring, newNodes(4, 4, 1), 3);

        assertThat(plan.imbalance()).isLessThan(0.5);
        assertThat(plan.ownership().values().stream().mapToDouble(d -> d).sum()).isCloseTo(3.0, within(1e-9));
    }

    @Test
    void plansTwoHundredAmongAThousandWithinTwoSeconds() {
        List<TokenOwner> ring = join("west", List.of(), newNodes(0, 999, 3));

        long start = System.nanoTime();
        TokenPlan plan = plan("west", ring, newNodes(999, 201, 3), 3);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(plan.imbalance()).isLessThan(ALLOWED);
    }

    @Test
    void saysWhichNodesAreNewAndWhatTheyWillHold() {
        assertThat(plan("west", List.of(), newNodes(0, 3, 3), 3).toString())
                .contains("west: 3 new of 3 nodes", "100.0 %", "new");
    }

    @Test
    void refusesANodeThatIsOnTheRingAlready() {
        List<TokenOwner> ring = join("west", List.of(), newNodes(0, 3, 3));

        assertThatThrownBy(() -> plan("west", ring, newNodes(2, 1, 3), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.3");
    }

    private static TokenPlan plan(String datacenter, List<TokenOwner> ring, List<NewNode> nodes, int factor) {
        return TokenPlanner.plan(new TokenRequest(datacenter, ring, nodes, factor, TOKENS));
    }

    private static List<TokenOwner> join(String datacenter, List<TokenOwner> ring, List<NewNode> nodes) {
        return joined(datacenter, ring, nodes, plan(datacenter, ring, nodes, 3));
    }

    private static List<TokenOwner> joined(
            String datacenter, List<TokenOwner> ring, List<NewNode> nodes, TokenPlan plan) {
        List<TokenOwner> after = new ArrayList<>(ring);
        nodes.forEach(node -> after.add(new TokenOwner(
                node.address(), datacenter, node.rack(), plan.tokens().get(node.address()))));
        return after;
    }

    private static List<NewNode> newNodes(int first, int count, int racks) {
        List<NewNode> nodes = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            nodes.add(new NewNode(address(i), "z" + i % racks));
        }
        return nodes;
    }

    private static NodeAddress address(int i) {
        return NodeAddress.of("127.0." + (i + 1) / 256 + "." + (i + 1) % 256);
    }

    private static List<TokenOwner> randomRing(Random random, int nodes) {
        List<TokenOwner> ring = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            NavigableSet<Long> tokens = new TreeSet<>();
            random.longs(TOKENS).forEach(tokens::add);
            ring.add(new TokenOwner(address(i), "west", "z" + i % 3, tokens));
        }
        return ring;
    }

    private static SortedMap<NodeAddress, Double> ownership(List<TokenOwner> ring) {
        return new TreeMap<>(new ReplicaPlacement(ring).ownership(3));
    }
}
