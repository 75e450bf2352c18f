package dev.aeneas.scaling.verify;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlan;
import dev.aeneas.scaling.plan.ScalePlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RingCheckTest {
    private final Demand demand = emergency("a", 6, SMALL);
    private final ClusterTopology three = orders(3, SMALL);
    private final ScalePlan plan = ScalePlanner.plan(request(demand, three));
    private final FakeCluster cluster = new FakeCluster();
    private final List<Node> west =
            new ArrayList<>(three.datacenter(WEST).orElseThrow().nodes());

    @BeforeEach
    void everythingAsPlanned() {
        three.nodes().forEach(this::add);
        for (NewNode node : plan.newNodes()) {
            int number = west.size() + 1;
            var machine = new Node(
                    node.name(),
                    "127.2.1." + (100 + number),
                    WEST,
                    node.rack(),
                    node.sku(),
                    NodeState.NORMAL,
                    node.tokens());
            west.add(machine);
            add(machine);
        }
        // the region is lost
        cluster.nodesIn(EAST.value()).forEach(node -> node.kill());
    }

    private void add(Node node) {
        cluster.add(address(node), node.datacenter().value(), node.rack(), node.tokens());
    }

    private static NodeAddress address(Node node) {
        return NodeAddress.of(node.address());
    }

    private List<String> findings() {
        Map<String, NodeSight> sights = new HashMap<>();
        west.forEach(node -> sights.put(node.name(), NodeSight.of(cluster.ringSeenBy(address(node)))));
        return new RingCheck(demand, plan).findings(west, sights);
    }

    @Test
    void findsNothingWhenEveryNodeSeesWhatWasPlanned() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsANodeThatIsDown() {
        cluster.node(address(west.get(5))).kill();

        assertThat(findings()).contains("west_6 is Down/NORMAL (seen by west_1)");
    }

    @Test
    void findsANodeThatHasNotJoined() {
        cluster.remove(address(west.get(4)));
        cluster.prepare(
                address(west.get(4)),
                WEST.value(),
                west.get(4).rack(),
                west.get(4).tokens());

        assertThat(findings()).contains("west_5 is Up/UNJOINED (seen by west_1)");
    }

    @Test
    void findsOtherTokensThanPlanned() {
        cluster.remove(address(west.get(4)));
        cluster.add(
                address(west.get(4)),
                WEST.value(),
                west.get(4).rack(),
                LongStream.range(0, 16).boxed().toList());

        assertThat(findings()).contains("west_5 has other tokens than planned (seen by west_3)");
    }

    @Test
    void findsDisagreementOnTheSchemaAmongTheLiving() {
        cluster.node(address(west.get(2))).lagBehindSchema();

        assertThat(findings()).contains("the living do not agree on one schema version (seen by west_1)");
    }

    @Test
    void doesNotCareForTheSchemaOfADeadDatacenterThatGossipStillCallsUp() {
        var east = cluster.nodesIn(EAST.value()).get(0).recover();
        east.lagBehindSchema();

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsANodeThatNobodyPlanned() {
        cluster.add(
                NodeAddress.of("127.2.1.200"),
                WEST.value(),
                "west_1",
                LongStream.range(100, 116).boxed().toList());

        assertThat(findings()).contains("127.2.1.200 is on the ring and not planned (seen by west_1)");
    }

    @Test
    void findsANodeThatLetsNobodyLogIn() {
        var sights = new HashMap<String, NodeSight>();
        west.forEach(node -> sights.put(node.name(), NodeSight.of(cluster.ringSeenBy(address(node)))));
        sights.put("west_2", NodeSight.trouble("lets no client log in: refused"));

        assertThat(new RingCheck(demand, plan).findings(west, sights))
                .containsExactly("west_2 lets no client log in: refused");
    }

    @Test
    void findsUnbalancedRacks() {
        west.remove(5);

        assertThat(findings()).anySatisfy(finding -> assertThat(finding).contains("racks are not balanced"));
    }

    @Test
    void measuresHowEvenTheRealRingIsAndThatItIsAsPlanned() {
        var check = new RingCheck(demand, plan);
        Map<String, NodeSight> sights = new HashMap<>();
        west.forEach(node -> sights.put(node.name(), NodeSight.of(cluster.ringSeenBy(address(node)))));

        assertThat(check.unevenness(sights)).hasValueSatisfying(measured -> assertThat(measured)
                .isCloseTo(plan.ownership().get(0).after(), within(0.001)));
        assertThat(check.unevennessFindings(sights)).isEmpty();
    }

    @Test
    void findsAnotherOwnershipThanPlanned() {
        cluster.remove(address(west.get(4)));

        Map<String, NodeSight> sights = new HashMap<>();
        sights.put("west_1", NodeSight.of(cluster.ringSeenBy(address(west.get(0)))));
        assertThat(new RingCheck(demand, plan).unevennessFindings(sights))
                .singleElement()
                .satisfies(finding -> assertThat(finding).contains("from even, planned were"));
    }
}
