package dev.aeneas.provisioning.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.fake.FakeClusters;
import dev.aeneas.cassandra.fake.FakeNode;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.NewNode;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.testing.UnluckyMachines;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good and bad luck of three nodes, one in each rack, that are to join three others. */
class JoinNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final Sku SMALL = new Sku("Local_S");

    private final FakeCluster cluster = FakeClusters.eastAndWest(3, 3);
    private final UnluckyMachines machines = new UnluckyMachines(cluster);
    private final List<NodeProgress> told = new ArrayList<>();
    private final List<Node> members = cluster.nodesIn("east").stream()
            .map(node -> node(number(node), node.rack(), NodeState.NORMAL, List.copyOf(node.plannedTokens())))
            .toList();
    private final List<Node> joining = planned();
    private final List<Node> elsewhere = cluster.nodesIn("west").stream()
            .map(node -> new Node(
                    "west_" + node.rack(),
                    node.address().hostAddress(),
                    WEST,
                    node.rack(),
                    SMALL,
                    NodeState.NORMAL,
                    List.copyOf(node.plannedTokens())))
            .toList();

    @TempDir
    Path folder;

    private NodeWork work;

    @BeforeEach
    void makeWork() {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ProvisioningConfig.class)
                .withDefaultValue("aeneas.provisioning.poll", "5ms")
                .withDefaultValue("aeneas.provisioning.safety", "100ms")
                .withDefaultValue("aeneas.provisioning.verify", "200ms")
                .withDefaultValue("aeneas.provisioning.forgotten", "200ms")
                .withDefaultValue("aeneas.provisioning.node-start", "500ms")
                .withDefaultValue("aeneas.provisioning.join-stalled", "50ms")
                .build()
                .getConfigMapping(ProvisioningConfig.class);
        var access = new ClusterAccess(
                new CredentialsFolder(folder), new ClusterAccess.Ways(login -> cluster, cluster, cluster));
        access.makeCredentials(NAME);
        work = new NodeWork(machines, access, config);
    }

    @Test
    void allJoinTogether() throws InterruptedException {
        var outcome = join();

        assertThat(outcome.error()).isNull();
        assertThat(outcome.joined()).extracting(Node::name).containsExactly("east_4", "east_5", "east_6");
        assertThat(outcome.joined()).extracting(Node::state).containsOnly(NodeState.NORMAL);
        assertThat(told).contains(NodeProgress.of("east_4", Phase.DONE), NodeProgress.of("east_6", Phase.DONE));
    }

    @Test
    void nobodyWaitsForGossipToGiveUpARegionThatAnswersNobody() throws InterruptedException {
        cluster.slowGossip();
        cluster.nodesIn("west").forEach(FakeNode::freeze);

        var outcome = join();

        assertThat(outcome.error()).isNull();
        assertThat(outcome.joined()).hasSize(3);
    }

    @Test
    void whoDoesNotSeeANodeElsewhereThatLivesDoesNotJoin() throws InterruptedException {
        var hidden = cluster.nodesIn("west").get(0);
        machines.atStart("east_5", node -> node.hideFrom(hidden));

        var outcome = join();

        assertThat(outcome.joined()).extracting(Node::name).containsExactly("east_4", "east_6");
        assertThat(outcome.error().message()).contains("east_5 does not see");
    }

    @Test
    void oneThatComesLateTakesPartInTheNextWave() throws InterruptedException {
        var once = new ArrayList<>(List.of("late"));
        machines.atStart("east_5", node -> {
            if (!once.isEmpty()) {
                once.clear();
                node.comeLate();
            }
        });

        assertThat(join().error()).isNull();
        assertThat(machines.renewed()).isEmpty();
    }

    @Test
    void oneWhoseJoinBreaksOffBeginsAnewWithAnEmptyDirectory() throws InterruptedException {
        var once = new ArrayList<>(List.of("breaks off"));
        machines.atStart("east_5", node -> {
            if (!once.isEmpty()) {
                once.clear();
                node.refuseNext("stream failed");
            }
        });

        var outcome = join();

        assertThat(outcome.error()).isNull();
        assertThat(outcome.joined()).hasSize(3);
        assertThat(machines.renewed()).contains("east_5");
    }

    @Test
    void oneThatNeverJoinsIsClearedAwayWhileTheOthersJoin() throws InterruptedException {
        machines.atStart("east_5", node -> node.refuseNext("no space left on device"));

        var outcome = join();

        assertThat(outcome.joined()).extracting(Node::name).containsExactly("east_4", "east_6");
        assertThat(outcome.error().code()).isEqualTo("NodesDidNotJoin");
        assertThat(outcome.error().target()).isEqualTo("east_5");
        assertThat(outcome.error().message()).contains("tried 3 times", "no space left on device");
        assertRingHasNothingOf("east_5");
    }

    @Test
    void oneThatDoesNotStartIsNamedWithItsLogWhileTheOthersJoin() throws InterruptedException {
        machines.breakDown("east_6");

        var outcome = join();

        assertThat(outcome.joined()).extracting(Node::name).containsExactly("east_4", "east_5");
        assertThat(outcome.error().message()).contains("ended by itself", "the log of east_6");
        assertRingHasNothingOf("east_6");
    }

    @Test
    void nobodyJoinsWithoutTheDiskForIt() throws InterruptedException {
        cluster.nodesIn("east").forEach(node -> node.withLoad(1_000));
        machines.leaveFree(499);

        var outcome = join();

        assertThat(outcome.joined()).isEmpty();
        assertThat(outcome.error().message()).contains("499 bytes free", "about 500");
    }

    @Test
    void oneThatStreamedFromTheWrongReplicaNeedsARepairAndTheJoinFails() throws InterruptedException {
        machines.startIn("east_4", "z2");

        var outcome = join();

        assertThat(outcome.joined()).hasSize(3);
        assertThat(outcome.error().code()).isEqualTo("JoinedFromWrongSource");
        assertThat(outcome.error().message()).contains("east_4 joined, but streamed from", "repair every keyspace");
    }

    @Test
    void preparingBeginsAnewWithinABoundAndThenNamesTheLog() {
        machines.breakDown("east_4");

        assertThatThrownBy(() -> work.prepare().prepare(topology(), joining))
                .hasMessageContaining("the log of east_4")
                .hasMessageContaining("Tried 3 times");
        assertThat(machines.renewed()).containsOnly("east_4").hasSize(3);
    }

    private JoinNodes.Outcome join() throws InterruptedException {
        try (var progress = new StepProgress(told::addAll)) {
            work.prepare().tryToPrepare(topology(), joining, progress);
            return work.join().join(topology(), joining, progress);
        }
    }

    private void assertRingHasNothingOf(String name) {
        var address = joining.stream()
                .filter(node -> node.name().equals(name))
                .map(ClusterAccess::address)
                .findFirst()
                .orElseThrow();
        var seen = cluster.ringSeenBy(ClusterAccess.address(members.get(0)));
        assertThat(seen.contains(address)).isFalse();
    }

    private ClusterTopology topology() {
        var nodes = new ArrayList<>(members);
        nodes.addAll(joining);
        return new ClusterTopology(
                NAME, 1, List.of(datacenter(EAST, "here", nodes), datacenter(WEST, "there", elsewhere)));
    }

    private static Datacenter datacenter(DatacenterName name, String region, List<Node> nodes) {
        return new Datacenter(
                name, region, SMALL, List.of("z1", "z2", "z3"), 3, ProvisioningState.SUCCEEDED, false, nodes);
    }

    private List<Node> planned() {
        var owners = cluster.nodes().stream()
                .map(node -> new TokenOwner(node.address(), node.datacenter(), node.rack(), node.plannedTokens()))
                .toList();
        var arriving = IntStream.range(3, 6)
                .mapToObj(i -> new NewNode(FakeClusters.address(1, i), "z" + (i % 3 + 1)))
                .toList();
        var plan = TokenPlanner.plan(new TokenRequest("east", owners, arriving, 3, 16));
        return IntStream.range(3, 6)
                .mapToObj(i -> node(
                        i,
                        "z" + (i % 3 + 1),
                        NodeState.PREPARED,
                        List.copyOf(plan.tokens().get(FakeClusters.address(1, i)))))
                .toList();
    }

    private static int number(FakeNode node) {
        return IntStream.range(0, 3)
                .filter(i -> FakeClusters.address(1, i).equals(node.address()))
                .findFirst()
                .orElseThrow();
    }

    private static Node node(int number, String rack, NodeState state, List<Long> tokens) {
        NodeAddress address = FakeClusters.address(1, number);
        return new Node("east_" + (number + 1), address.hostAddress(), EAST, rack, SMALL, state, tokens);
    }
}
