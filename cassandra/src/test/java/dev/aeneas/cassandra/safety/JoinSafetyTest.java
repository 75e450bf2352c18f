package dev.aeneas.cassandra.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JoinSafetyTest {
    private static final NodeAddress WITNESS = FakeClusters.address(2, 0);

    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 3);
    private final List<FakeNode> joining = FakeClusters.prepare(cluster, "west", 2, 3);

    @Test
    void letsNodesJoinTogetherWhenEveryRuleHolds() {
        assertThat(check(prepared())).isEmpty();
    }

    @Test
    void letsNodesJoinWhileTheOtherRegionIsDead() {
        cluster.nodesIn("east").forEach(FakeNode::kill);

        assertThat(check(prepared())).isEmpty();
    }

    @Test
    void letsNodesJoinThatOwnNothingOfAnotherRegionsKeyspace() {
        cluster.create(new Keyspace("only_east", Replication.NetworkTopology.of(Map.of("east", 3))));

        assertThat(check(prepared())).isEmpty();
    }

    @Test
    void refusesWhileANodeOfTheDatacenterIsDown() {
        cluster.node(FakeClusters.address(2, 1)).kill();

        assertThat(rules(prepared())).containsExactly(Rule.ALL_UP_NORMAL);
    }

    @Test
    void refusesAKeyspaceThatIsNotReplicatedByDatacenter() {
        cluster.create(new Keyspace("old", new Replication.Simple(3)));

        assertThat(check(prepared())).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.REPLICATED_IN_DATACENTER);
            assertThat(violation.sentence()).contains("keyspace old", "west");
        });
    }

    @Test
    void refusesWhenCassandrasOwnKeyspacesAreOnlyInTheOtherRegion() {
        cluster.create(new Keyspace("system_auth", Replication.NetworkTopology.of(Map.of("east", 3))));

        assertThat(rules(prepared())).containsExactly(Rule.REPLICATED_IN_DATACENTER);
    }

    @Test
    void refusesAWaveWhereSourcesDependOnWhoElseJoins() {
        cluster.create(new Keyspace("pair", Replication.NetworkTopology.of(Map.of("west", 2))));

        long first = neighbours().first();
        var third = cluster.prepare(FakeClusters.address(2, 8), "west", "z3", List.of(first - 20));
        var second = cluster.prepare(FakeClusters.address(2, 7), "west", "z2", List.of(first - 10));
        var wave = List.of(prepared(third), prepared(second));

        assertThat(check(wave)).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.WAVE_STAYS_CONSISTENT);
            assertThat(violation.sentence())
                    .isEqualTo("2 nodes would join together, but keyspace pair has 2 replicas in 3 racks of west");
        });
        // one by one there is only one to give a range up
        assertThat(check(wave.subList(0, 1))).isEmpty();
    }

    /** The tokens of a node in z1 and of the one in z2 that follows it at once. */
    private SortedSet<Long> neighbours() {
        var racks = new TreeMap<Long, String>();
        cluster.nodesIn("west").stream()
                .filter(node -> node.mode() == NodeMode.NORMAL)
                .forEach(node -> node.plannedTokens().forEach(token -> racks.put(token, node.rack())));
        for (var token : racks.navigableKeySet()) {
            var next = racks.higherEntry(token);
            if (racks.get(token).equals("z1") && next != null && next.getValue().equals("z2")) {
                return new TreeSet<>(List.of(token, next.getKey()));
            }
        }
        throw new AssertionError("no token of z1 is followed by one of z2");
    }

    @Test
    void refusesAKeyspaceForWhichCassandraWouldTakeAnySource() {
        cluster.create(new Keyspace("gone", Replication.NetworkTopology.of(Map.of("west", 3, "south", 3))));

        assertThat(check(prepared())).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SOURCES_STAY_STRICT);
            assertThat(violation.sentence())
                    .isEqualTo("keyspace gone wants 3 replicas in south, which has 0 nodes on the ring");
        });
    }

    @Test
    void refusesANodeThatDoesNotKnowTheTokensOfADeadOne() {
        cluster.nodesIn("east").forEach(FakeNode::kill);
        FakeNode node = joining.get(0);
        RingView half = cluster.ringSeenBy(node.address()).where(seen -> seen.up());
        PreparedNode ignorant = new PreparedNode(node.address(), "west", node.mode(), node.plannedTokens(), half);

        assertThat(rules(List.of(ignorant))).containsExactly(Rule.SOURCES_STAY_STRICT);
    }

    @Test
    void letsAWaveJoinAKeyspaceWithASingleReplica() {
        cluster.create(new Keyspace("single", Replication.NetworkTopology.of(Map.of("west", 1))));

        assertThat(check(prepared())).isEmpty();
    }

    @Test
    void refusesANodeThatHasNotTheClustersSchema() {
        joining.get(1).lagBehindSchema();

        assertThat(check(prepared())).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.ONE_SCHEMA);
            assertThat(violation.sentence())
                    .contains("the living nodes hold")
                    .contains(joining.get(1).address().toString());
        });
    }

    @Test
    void refusesANodeThatDoesNotSeeALivingOne() {
        FakeNode node = joining.get(0);
        RingView half =
                cluster.ringSeenBy(node.address()).where(seen -> !seen.address().equals(WITNESS));
        PreparedNode blind = new PreparedNode(node.address(), "west", node.mode(), node.plannedTokens(), half);

        assertThat(check(List.of(blind))).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SEES_EVERY_LIVING_NODE);
            assertThat(violation.sentence()).contains(WITNESS.toString());
        });
    }

    @Test
    void refusesWhileAnotherNodeJoins() {
        cluster.prepare(FakeClusters.address(2, 9), "west", "z1", List.of(1L)).inMode(NodeMode.JOINING);

        assertThat(rules(prepared())).containsExactly(Rule.NOBODY_MOVES);
    }

    @Test
    void refusesWhileADeadNodeElsewhereStillCountsAsJoining() {
        cluster.prepare(FakeClusters.address(1, 9), "east", "z1", List.of(1L))
                .inMode(NodeMode.JOINING)
                .kill();

        assertThat(rules(prepared())).containsExactly(Rule.NOBODY_MOVES);
    }

    @Test
    void refusesANodeWhoseLastJoinBrokeOff() {
        joining.get(2).inMode(NodeMode.JOINING);

        assertThat(check(prepared())).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.NODE_IS_KNOWN);
            assertThat(violation.remedy()).isEqualTo("restart it unjoined");
        });
    }

    @Test
    void refusesTokensThatAreInUse() {
        FakeNode node = joining.get(0);
        Long taken = cluster.node(WITNESS).plannedTokens().first();
        PreparedNode greedy = new PreparedNode(
                node.address(), "west", node.mode(), new TreeSet<>(List.of(taken)), cluster.ringSeenBy(node.address()));

        assertThat(check(List.of(greedy))).singleElement().satisfies(violation -> assertThat(violation.sentence())
                .contains("token " + taken, "belongs to " + WITNESS));
    }

    @Test
    void refusesOneTokenForTwoNewNodes() {
        List<PreparedNode> twins = new ArrayList<>();
        for (FakeNode node : joining) {
            twins.add(new PreparedNode(
                    node.address(),
                    "west",
                    node.mode(),
                    new TreeSet<>(List.of(42L)),
                    cluster.ringSeenBy(node.address())));
        }

        assertThat(rules(twins)).containsExactly(Rule.TOKENS_FREE);
    }

    @Test
    void refusesANodeWithoutPlannedTokens() {
        FakeNode node = joining.get(0);
        PreparedNode bare = new PreparedNode(
                node.address(), "west", node.mode(), new TreeSet<>(), cluster.ringSeenBy(node.address()));

        assertThat(rules(List.of(bare))).containsExactly(Rule.TOKENS_FREE);
    }

    private List<PreparedNode> prepared() {
        return joining.stream().map(this::prepared).toList();
    }

    private PreparedNode prepared(FakeNode node) {
        return new PreparedNode(
                node.address(), "west", node.mode(), node.plannedTokens(), cluster.ringSeenBy(node.address()));
    }

    private List<Violation> check(List<PreparedNode> nodes) {
        return new JoinSafety().check(nodes, cluster.ringSeenBy(WITNESS), TestKeyspaces.of(cluster));
    }

    private List<Rule> rules(List<PreparedNode> nodes) {
        return check(nodes).stream().map(Violation::rule).distinct().toList();
    }
}
