package dev.aeneas.cassandra.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadNodeSafetyTest {
    private static final List<Keyspace> THREE_REPLICAS =
            List.of(new Keyspace("app", Replication.NetworkTopology.of(Map.of("east", 3, "west", 3))));
    private static final List<Keyspace> ONE_REPLICA =
            List.of(new Keyspace("cache", Replication.NetworkTopology.of(Map.of("west", 1))));

    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 6);
    private final List<FakeNode> west = cluster.nodesIn("west");
    private final FakeNode dead = west.get(0);

    private RingView ring() {
        return cluster.ringSeenBy(west.get(1).address());
    }

    private List<Rule> replacing(List<Keyspace> keyspaces) {
        return rules(new DeadNodeSafety().check(dead.address(), ring(), keyspaces));
    }

    private List<Rule> removing(List<Keyspace> keyspaces) {
        return rules(new DecommissionSafety(0.8).checkDead(dead.address(), ring(), keyspaces, disks(1_000_000)));
    }

    private Map<NodeAddress, DiskInfo> disks(long free) {
        var disks = new HashMap<NodeAddress, DiskInfo>();
        west.forEach(node -> disks.put(node.address(), new DiskInfo(100, free)));
        return disks;
    }

    private static List<Rule> rules(List<Violation> violations) {
        return new ArrayList<>(violations.stream().map(Violation::rule).toList());
    }

    @Test
    void aDeadNodeMayBeReplacedAndRemoved() {
        dead.kill();

        assertThat(replacing(THREE_REPLICAS)).isEmpty();
        assertThat(removing(THREE_REPLICAS)).isEmpty();
    }

    @Test
    void aDeadRegionHoldsNobodyUp() {
        dead.kill();
        cluster.nodesIn("east").forEach(FakeNode::kill);

        assertThat(replacing(THREE_REPLICAS)).isEmpty();
        assertThat(removing(THREE_REPLICAS)).isEmpty();
    }

    @Test
    void refusesANodeThatLives() {
        assertThat(replacing(THREE_REPLICAS)).containsExactly(Rule.NODE_IS_DEAD);
        assertThat(removing(THREE_REPLICAS)).containsExactly(Rule.NODE_IS_DEAD);
    }

    @Test
    void refusesWhatNobodyElseHolds() {
        dead.kill();

        assertThat(replacing(ONE_REPLICA)).containsExactly(Rule.LIVING_SOURCE);
        assertThat(removing(ONE_REPLICA)).containsExactly(Rule.QUORUM_KEPT);
    }

    @Test
    void refusesToRemoveWhenARangeWouldHaveLostItsQuorum() {
        dead.kill();
        west.stream().filter(node -> !node.rack().equals(dead.rack())).limit(1).forEach(FakeNode::kill);
        var seer = west.stream()
                .filter(node -> cluster.probe(node.address()).answered())
                .findFirst()
                .orElseThrow();

        var violated = rules(new DecommissionSafety(0.8)
                .checkDead(dead.address(), cluster.ringSeenBy(seer.address()), THREE_REPLICAS, disks(1_000_000)));

        assertThat(violated).contains(Rule.ALL_UP_NORMAL);
    }

    @Test
    void refusesToRemoveBelowTheReplicationFactorAndNamesTheDiskToo() {
        var small = FakeClusters.eastAndWest(3, 3);
        var gone = small.nodesIn("west").get(0).kill();

        var violated = rules(new DecommissionSafety(0.8)
                .checkDead(
                        gone.address(),
                        small.ringSeenBy(small.nodesIn("west").get(1).address()),
                        THREE_REPLICAS,
                        Map.of()));

        assertThat(violated).containsExactly(Rule.REPLICATION_FACTOR_KEPT, Rule.DISK_SUFFICES, Rule.DISK_SUFFICES);
    }
}
