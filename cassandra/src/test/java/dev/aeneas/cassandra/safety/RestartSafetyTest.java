package dev.aeneas.cassandra.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.cassandra.ring.RingView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartSafetyTest {
    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 6);

    @Test
    void letsAWholeRackGoDownWhenEveryRackHoldsAReplica() {
        assertThat(rack("z1")).isEmpty();
    }

    @Test
    void letsARackGoDownWhileTheOtherRegionIsDead() {
        cluster.nodesIn("east").forEach(FakeNode::kill);

        assertThat(rack("z1")).isEmpty();
    }

    @Test
    void refusesTwoNodesThatShareARange() {
        Set<NodeAddress> two = Set.of(FakeClusters.address(2, 0), FakeClusters.address(2, 1));

        assertThat(new RestartSafety().check(two, ring(), keyspaces()))
                .extracting(Violation::rule)
                .containsOnly(Rule.QUORUM_KEPT);
    }

    @Test
    void looksAtEachKeyspacesOwnFactor() {
        cluster.create(new Keyspace("thin", Replication.NetworkTopology.of(Map.of("west", 2))));

        assertThat(rack("z1")).singleElement().satisfies(violation -> assertThat(violation.sentence())
                .contains("keyspace thin would have 1 of 2 replicas in west", "a quorum is 2"));
    }

    @Test
    void refusesASecondRackWhileANodeIsDown() {
        cluster.node(FakeClusters.address(2, 1)).kill();

        assertThat(rack("z1")).extracting(Violation::rule).contains(Rule.ALL_UP_NORMAL, Rule.QUORUM_KEPT);
    }

    @Test
    void letsADownNodeBeRestarted() {
        cluster.node(FakeClusters.address(2, 1)).kill();

        assertThat(new RestartSafety().check(Set.of(FakeClusters.address(2, 1)), ring(), keyspaces()))
                .isEmpty();
    }

    @Test
    void countsReplicasOfSimpleStrategyOverTheWholeCluster() {
        cluster.create(new Keyspace("old", new Replication.Simple(1)));

        assertThat(rack("z1")).singleElement().satisfies(violation -> assertThat(violation.sentence())
                .contains("keyspace old would have 0 of 1 replicas in the cluster"));
    }

    @Test
    void refusesANodeItDoesNotKnow() {
        assertThat(new RestartSafety().check(Set.of(FakeClusters.address(7, 0)), ring(), keyspaces()))
                .extracting(Violation::rule)
                .containsExactly(Rule.NODE_IS_KNOWN);
    }

    private List<Violation> rack(String rack) {
        return new RestartSafety().checkRack("west", rack, ring(), keyspaces());
    }

    private RingView ring() {
        return cluster.ringSeenBy(FakeClusters.address(2, 2));
    }

    private List<Keyspace> keyspaces() {
        return TestKeyspaces.of(cluster);
    }
}
