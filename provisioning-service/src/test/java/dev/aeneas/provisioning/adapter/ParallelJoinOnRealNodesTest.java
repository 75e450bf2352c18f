package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.TokenOwner;
import dev.aeneas.cassandra.token.TokenPlanner;
import dev.aeneas.cassandra.token.TokenRequest;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.NodeProgress;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepProgressed;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.testing.PlantedRows;
import dev.aeneas.provisioning.testing.RealProvisioning;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parallel joins of a datacenter whose replicas differ, on real nodes, through the steps of a plan. */
class ParallelJoinOnRealNodesTest {
    private static final ClusterName NAME = new ClusterName("orders");
    private static final DatacenterName EAST = new DatacenterName("east");
    private static final Sku SMALL = new Sku("Local_S");
    private static final int RACKS = 3;
    private static final int ROWS = 6_000;
    /** Of which the seventh node gets a third, from two others, at 1 MiB/s each. */
    private static final int MEBIBYTES = 24;

    private static final int UNLIMITED = 0;

    private final CreateCluster create = new CreateCluster(
            NAME, AutoReplicate.ALL_KEYSPACES, List.of(new DatacenterSpec(EAST, "here", 3, SMALL, RACKS, RACKS)));

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedRowIsThereAfterAParallelJoinAndAfterOneWithBadLuck() {
        try (var service = new RealProvisioning(folder, Map.of())) {
            assertThat(service.operate(create).error()).isNull();
            var reserved = (TopologyReserved)
                    service.send(new ReserveTopology(NAME, "run")).get(0);
            try (var rows = new PlantedRows(service, create, nodes(service))) {
                long missed = rows.plant(ROWS, node(service, "east_3"));
                assertThat(missed).as("rows that one replica missed").isPositive();

                rows.writeOn();
                threeJoinTogetherFromTheReplicasThatGiveUp(service, reserved.epoch());
                rows.stopWriting();
                rows.requireAllAtLocalQuorum(nodes(service));

                rows.weigh(MEBIBYTES);
                rows.writeOn();
                aNodeThatIsKilledWithItsServiceWhileItStreamsBeginsAnew(service, reserved.epoch());
                rows.stopWriting();
                rows.requireAllAtLocalQuorum(nodes(service));
            }
        }
    }

    private void threeJoinTogetherFromTheReplicasThatGiveUp(RealProvisioning service, long epoch) {
        var added = planned(service, 4, 5, 6);
        step(service, epoch, "prepare", new PrepareNodes(EAST, added));
        step(service, epoch, "join", new JoinNodes(EAST, names(added)));

        assertThat(nodes(service)).hasSize(6).extracting(Node::state).containsOnly(NodeState.NORMAL);
        assertThat(phasesOf(service, "join", "east_4")).contains(Phase.DONE);
        for (int i = 4; i <= 6; i++) {
            var sameRack = address(node(service, "east_" + (i - RACKS)));
            assertThat(sources(service, "east_" + i)).containsExactly(sameRack);
        }
    }

    private void aNodeThatIsKilledWithItsServiceWhileItStreamsBeginsAnew(RealProvisioning service, long epoch) {
        var members = nodes(service);
        members.forEach(node -> limitStreams(service, node, 1));
        var added = planned(service, 7);
        step(service, epoch, "prepare 7", new PrepareNodes(EAST, added));
        service.send(new RunTopologyStep(NAME, "run", epoch, "join 7", new JoinNodes(EAST, names(added))));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> phasesOf(service, "join 7", "east_7")
                .contains(Phase.STREAMING));
        long began = service.process("east_7").pid();
        service.process("east_7").kill();
        service.stopService();
        assertThat(service.cluster(create).lock().step("join 7").orElseThrow().over())
                .isFalse();

        members.forEach(node -> limitStreams(service, node, UNLIMITED));
        service.startService();

        assertThat(over(service, "join 7").error()).isNull();
        assertThat(service.process("east_7").pid()).isNotEqualTo(began);
        assertThat(node(service, "east_7").state()).isEqualTo(NodeState.NORMAL);
        assertThat(sources(service, "east_7"))
                .isSubsetOf(address(node(service, "east_1")), address(node(service, "east_4")))
                .isNotEmpty();
    }

    private static void limitStreams(RealProvisioning service, Node node, int mebibytesPerSecond) {
        try (var operations = service.connect(NAME, node)) {
            operations.throttle(operations.throttles().withStreams(mebibytesPerSecond));
        }
    }

    private List<NewNode> planned(RealProvisioning service, int... numbers) {
        var owners = nodes(service).stream()
                .map(node -> new TokenOwner(
                        NodeAddress.of(node.address()), "east", node.rack(), new TreeSet<>(node.tokens())))
                .toList();
        var arriving = IntStream.of(numbers)
                .mapToObj(i -> new dev.aeneas.cassandra.token.NewNode(
                        NodeAddress.of("127.0.0." + i), "east_" + (1 + (i - 1) % RACKS)))
                .toList();
        var plan = TokenPlanner.plan(new TokenRequest("east", owners, arriving, RACKS, 16));
        var nodes = new ArrayList<NewNode>();
        for (int i = 0; i < numbers.length; i++) {
            var tokens = List.copyOf(plan.tokens().get(arriving.get(i).address()));
            nodes.add(new NewNode("east_" + numbers[i], arriving.get(i).rack(), SMALL, tokens));
        }
        return nodes;
    }

    private void step(RealProvisioning service, long epoch, String id, TopologyStep step) {
        service.send(new RunTopologyStep(NAME, "run", epoch, id, step));
        assertThat(over(service, id).error()).isNull();
    }

    private StepRun over(RealProvisioning service, String id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> service.cluster(create).lock().step(id).orElseThrow(), StepRun::over);
    }

    private List<Phase> phasesOf(RealProvisioning service, String step, String node) {
        return service.hints().stream()
                .map(TopologyStepProgressed.class::cast)
                .filter(hint -> hint.stepId().equals(step))
                .flatMap(hint -> hint.nodes().stream())
                .filter(progress -> progress.node().equals(node))
                .map(NodeProgress::phase)
                .toList();
    }

    private Set<InetAddress> sources(RealProvisioning service, String name) {
        var joined = node(service, name);
        Predicate<StreamRecord> bootstrap =
                record -> record.operation().equals("Bootstrap") && record.outcome() == StreamRecord.Outcome.SUCCEEDED;
        try (var session = service.login(create, joined)) {
            return session.streamsOf(NodeAddress.of(joined.address())).stream()
                    .filter(bootstrap)
                    .findFirst()
                    .orElseThrow()
                    .peers();
        }
    }

    private List<Node> nodes(RealProvisioning service) {
        return service.cluster(create).topology().nodes();
    }

    private Node node(RealProvisioning service, String name) {
        return nodes(service).stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static InetAddress address(Node node) {
        return NodeAddress.of(node.address()).host();
    }

    private static List<String> names(List<NewNode> nodes) {
        return nodes.stream().map(NewNode::name).toList();
    }
}
