package dev.aeneas.cassandra.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.NodeMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecommissionSafetyTest {
    private static final NodeAddress FIRST_WEST = FakeClusters.address(2, 0);
    private static final NodeAddress LAST_WEST = FakeClusters.address(2, 5);

    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 6);
    private final Map<NodeAddress, DiskInfo> disks = new HashMap<>();

    DecommissionSafetyTest() {
        cluster.nodes().forEach(node -> disks.put(node.address(), new DiskInfo(100, 900)));
    }

    @Test
    void letsANodeGoWhenEveryRuleHolds() {
        assertThat(check(LAST_WEST)).isEmpty();
    }

    @Test
    void letsANodeGoWhileTheOtherRegionIsDead() {
        cluster.nodesIn("east").forEach(FakeNode::kill);

        assertThat(check(LAST_WEST)).isEmpty();
    }

    @Test
    void refusesToShrinkBelowTheReplicationFactor() {
        NodeAddress east = FakeClusters.address(1, 0);

        assertThat(check(east))
                .extracting(Violation::rule)
                .containsOnly(Rule.REPLICATION_FACTOR_KEPT)
                .hasSize(4);
        assertThat(check(east)).anySatisfy(violation -> assertThat(violation.sentence())
                .contains("keyspace app has 3 replicas, 2 nodes would be left in east"));
    }

    @Test
    void refusesToLeaveRacksUnbalanced() {
        cluster.node(LAST_WEST).inMode(NodeMode.LEFT);
        NodeAddress sameRack = FakeClusters.address(2, 2);

        assertThat(rules(sameRack)).contains(Rule.RACKS_BALANCED);
    }

    @Test
    void refusesWhenTheOthersLackTheDisk() {
        disks.put(FakeClusters.address(2, 2), new DiskInfo(100, 50));

        assertThat(check(LAST_WEST)).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.DISK_SUFFICES);
            assertThat(violation.sentence()).contains("node 127.2.3.1 would use 200 of 150 bytes");
        });
    }

    @Test
    void takesADiskItKnowsNothingOfForTooFull() {
        disks.remove(FIRST_WEST);

        assertThat(check(LAST_WEST)).singleElement().satisfies(violation -> assertThat(violation.sentence())
                .isEqualTo("the disk of node " + FIRST_WEST + " is not known"));
    }

    @Test
    void refusesWhileANodeOfTheDatacenterIsDown() {
        cluster.node(FIRST_WEST).kill();

        assertThat(rules(LAST_WEST)).containsExactly(Rule.ALL_UP_NORMAL);
    }

    @Test
    void refusesWhileSchemasDiffer() {
        cluster.node(FIRST_WEST).lagBehindSchema();

        assertThat(rules(LAST_WEST)).containsExactly(Rule.ONE_SCHEMA);
    }

    @Test
    void refusesWhileAnotherNodeMoves() {
        cluster.node(FakeClusters.address(1, 1)).inMode(NodeMode.LEAVING);

        assertThat(rules(LAST_WEST)).contains(Rule.NOBODY_MOVES);
    }

    @Test
    void refusesANodeThatIsNotOnTheRing() {
        assertThat(rules(FakeClusters.address(9, 0))).containsExactly(Rule.NODE_IS_KNOWN);
    }

    @Test
    void tellsEveryViolatedRuleAtOnce() {
        cluster.node(FIRST_WEST).kill();
        cluster.node(FakeClusters.address(2, 1)).lagBehindSchema();
        disks.clear();

        assertThat(rules(FakeClusters.address(2, 3))).contains(Rule.ALL_UP_NORMAL, Rule.ONE_SCHEMA, Rule.DISK_SUFFICES);
    }

    @Test
    void refusesASenselessFill() {
        assertThatThrownBy(() -> new DecommissionSafety(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Violation> check(NodeAddress leaving) {
        NodeAddress witness = FakeClusters.address(2, 4);
        return new DecommissionSafety(0.8).check(leaving, cluster.ringSeenBy(witness), keyspaces(), disks);
    }

    private List<Rule> rules(NodeAddress leaving) {
        return check(leaving).stream().map(Violation::rule).distinct().toList();
    }

    private List<Keyspace> keyspaces() {
        return TestKeyspaces.of(cluster);
    }
}
