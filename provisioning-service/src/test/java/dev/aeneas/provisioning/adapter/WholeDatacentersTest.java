package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.node.RepairResult;
import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterConditionsChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.ReplaceInPlace;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.adapter.cluster.DatacenterWork;
import dev.aeneas.provisioning.adapter.cluster.RingWork;
import dev.aeneas.provisioning.adapter.worker.ClusterWorker;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterProcess;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.cluster.ClusterWork.TakeBackEdit;
import dev.aeneas.provisioning.cluster.WorkReport.DatacenterSeen;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.step.StepRun;
import dev.aeneas.provisioning.testing.FakeDatacenters;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations and steps with a provider that is ordered whole datacenters, on nodes that are fakes. */
class WholeDatacentersTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final DatacenterName WEST = new DatacenterName("west");
    private static final DatacenterName EAST = new DatacenterName("east");

    private final FakeCluster nodes = new FakeCluster();
    private final FakeDatacenters provider = new FakeDatacenters(nodes);
    private ProcessKind<Cluster> kind;
    private ProcessEngine engine;
    private ClusterWorker worker;
    private int sent;

    @TempDir
    Path folder;

    @BeforeEach
    void service() {
        var config = config();
        kind = ClusterProcess.kind(provider.catalog(), 1, config.lease());
        engine = new ProcessEngine(
                URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), Instant::now);
        var access = new ClusterAccess(new CredentialsFolder(folder), new Ways(login -> nodes, nodes, nodes));
        worker = new ClusterWorker(
                new DatacenterWork(provider, new RingWork(access, config)),
                name -> engine.find(kind, name.value()),
                () -> true);
    }

    private static ProvisioningConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ProvisioningConfig.class)
                .withDefaultValues(Map.of(
                        "aeneas.provisioning.poll", "1ms",
                        "aeneas.provisioning.safety", "50ms",
                        "aeneas.provisioning.verify", "1s"))
                .build()
                .getConfigMapping(ProvisioningConfig.class);
    }

    private List<Message> send(Message message) {
        sent++;
        return engine.handle(new Received<>("in-" + sent, "in-" + sent, Instant.now(), message));
    }

    private Cluster cluster() {
        return engine.find(kind, ORDERS.value()).orElseThrow();
    }

    private void finish() throws InterruptedException {
        for (var work = ClusterWork.of(cluster()); !work.isEmpty(); work = ClusterWork.of(cluster())) {
            var next = work.get(0);
            var id = new ProcessId(kind.name(), ORDERS.value());
            Object report;
            try {
                report = worker.perform(id, next);
            } catch (RuntimeException e) {
                report = new WorkFailed(next, e);
            }
            engine.report(id, "work:" + next.key(), report);
        }
    }

    private ProvisionError outcome(Message command) throws InterruptedException {
        send(command);
        finish();
        return cluster().operations().get(0).error();
    }

    private StepRun step(TopologyStep step) throws InterruptedException {
        send(new ReserveTopology(ORDERS, "run"));
        var id = "step-" + sent;
        send(new RunTopologyStep(ORDERS, "run", cluster().lock().epoch(), id, step));
        finish();
        return cluster().lock().step(id).orElseThrow();
    }

    private void create(DatacenterName... names) throws InterruptedException {
        var specs = Arrays.stream(names).map(WholeDatacentersTest::spec).toList();
        assertThat(outcome(new CreateCluster(ORDERS, AutoReplicate.ALL_KEYSPACES, specs)))
                .isNull();
    }

    private static DatacenterSpec spec(DatacenterName name) {
        return new DatacenterSpec(name, name.value(), 3, FakeDatacenters.SMALL, 3, 3);
    }

    private List<String> names() {
        return cluster().topology().nodes().stream().map(Node::name).toList();
    }

    @Test
    void createsDatacentersWhoseNodesAreKnownWithAddressesAndTheTokensThatTheyChose() throws InterruptedException {
        create(WEST, EAST);

        assertThat(provider.said()).containsExactly("west 3 Pod_S", "east 3 Pod_S");
        assertThat(cluster().topology().nodes()).hasSize(6).allSatisfy(node -> {
            assertThat(node.state()).isEqualTo(NodeState.NORMAL);
            assertThat(nodes.node(NodeAddress.of(node.address()))).isNotNull();
            assertThat(node.tokens()).hasSize(1);
        });
    }

    @Test
    void addsADatacenterAndTakesItAwayAgain() throws InterruptedException {
        create(WEST);

        assertThat(outcome(new CreateDatacenter(ORDERS, spec(EAST)))).isNull();
        assertThat(names()).contains("east_1", "east_3");
        assertThat(outcome(new DeleteDatacenter(ORDERS, EAST))).isNull();

        assertThat(provider.said())
                .containsExactly("west 3 Pod_S", "east 3 Pod_S", "east deleted, leaves the ring", "east forgotten");
        assertThat(names()).containsExactly("west_1", "west_2", "west_3");
    }

    @Test
    void waitsUntilARegionIsHeardBeforeItTakesADatacenterAway() throws InterruptedException {
        create(WEST, EAST);
        provider.isHeardByWhoWaits();

        assertThat(outcome(new DeleteDatacenter(ORDERS, EAST))).isNull();

        assertThat(provider.said()).endsWith("east deleted, leaves the ring", "east forgotten");
    }

    @Test
    void deletesNothingOfARegionThatIsNotHeardWhileOthersStay() throws InterruptedException {
        create(WEST, EAST);
        provider.isNeverHeard();

        var error = outcome(new DeleteDatacenter(ORDERS, EAST));

        assertThat(error.code()).isEqualTo("RegionNotHeard");
        assertThat(error.message()).contains("datacenter east").contains("nothing was deleted");
        assertThat(provider.said()).noneMatch(said -> said.contains("deleted"));
    }

    @Test
    void failsWithWhatStandsInTheWayAndTakesACreationBack() throws InterruptedException {
        provider.carriesNothingOut(new DatacenterCondition(
                DatacenterConditions.POD_PENDING, "waits for a place in zone west-b: 3 Insufficient memory", "west_2"));

        var error = outcome(new CreateCluster(ORDERS, AutoReplicate.ALL_KEYSPACES, List.of(spec(WEST))));

        assertThat(error.code()).isEqualTo("PodPending");
        assertThat(error.message()).contains("zone west-b").contains("memory");
        assertThat(error.target()).isEqualTo("west_2");
        assertThat(provider.said()).contains("west deleted");
    }

    @Test
    void growsResizesAndShrinks() throws InterruptedException {
        create(WEST);

        assertThat(step(new ResizeDatacenter(WEST, FakeDatacenters.LARGE)).stage())
                .isEqualTo(StepRun.Stage.COMPLETED);
        assertThat(step(new GrowDatacenter(WEST, 6)).stage()).isEqualTo(StepRun.Stage.COMPLETED);
        assertThat(names()).containsExactly("west_1", "west_2", "west_3", "west_4", "west_5", "west_6");
        assertThat(cluster().topology().nodes())
                .allSatisfy(node -> assertThat(node.sku()).isEqualTo(FakeDatacenters.LARGE));

        assertThat(step(new ShrinkDatacenter(WEST, 3)).error()).isNull();
        assertThat(names()).containsExactly("west_1", "west_2", "west_3");
        assertThat(provider.said()).containsExactly("west 3 Pod_S", "west 3 Pod_L", "west 6 Pod_L", "west 3 Pod_L");
    }

    @Test
    void doesNotShrinkBelowAReplicationFactorWhichTheOperatorWouldDoByForce() throws InterruptedException {
        create(WEST);
        assertThat(step(new GrowDatacenter(WEST, 6)).error()).isNull();
        nodes.create(new Keyspace("shop", new Replication.NetworkTopology(new TreeMap<>(Map.of("west", 5)))));

        var shrunk = step(new ShrinkDatacenter(WEST, 3));

        assertThat(shrunk.error().code()).isEqualTo("NotSafeToShrink");
        assertThat(shrunk.error().message()).contains("shop");
        assertThat(provider.said()).containsExactly("west 3 Pod_S", "west 6 Pod_S");
        assertThat(cluster().topology().nodes())
                .allSatisfy(node -> assertThat(node.state()).isEqualTo(NodeState.NORMAL));
    }

    @Test
    void doesNotShrinkWhileANodeIsDown() throws InterruptedException {
        create(WEST);
        assertThat(step(new GrowDatacenter(WEST, 6)).error()).isNull();
        nodes.node(NodeAddress.of("10.1.0.2")).kill();

        assertThat(step(new ShrinkDatacenter(WEST, 3)).error().code()).isEqualTo("NotSafeToShrink");
    }

    @Test
    void replacesADeadNodeInItsPlaceUnderTheSameTaskAfterACrash() throws InterruptedException {
        create(WEST);

        assertThat(step(new ReplaceInPlace(WEST, "west_2")).error()).isNull();

        assertThat(provider.said()).contains("replace west_2 by orders-2-step-2");
        assertThat(names()).containsExactly("west_1", "west_2", "west_3");
    }

    @Test
    void repairsAReplacementAndSaysWhenItCouldNot() throws InterruptedException {
        create(WEST);
        nodes.create(new Keyspace("shop", new Replication.NetworkTopology(new TreeMap<>(Map.of("west", 3)))));
        var replacement = nodes.node(NodeAddress.of(cluster().topology().nodes().stream()
                .filter(node -> node.name().equals("west_2"))
                .findFirst()
                .orElseThrow()
                .address()));

        assertThat(step(new ReplaceInPlace(WEST, "west_2")).error()).isNull();
        assertThat(replacement.repairs()).anySatisfy(repair -> {
            assertThat(repair.keyspace()).isEqualTo("shop");
            assertThat(repair.datacenters()).containsExactly("west");
        });

        replacement.endNextRepairWith(new RepairResult.Failed("a replica is away"));
        var error = step(new ReplaceInPlace(WEST, "west_2")).error();
        assertThat(error.code()).isEqualTo("NotRepaired");
        assertThat(error.message()).contains("a replica is away");
        assertThat(names()).containsExactly("west_1", "west_2", "west_3");
    }

    @Test
    void stopsAndStarts() throws InterruptedException {
        create(WEST);

        assertThat(outcome(new DeallocateCluster(ORDERS))).isNull();
        assertThat(outcome(new StartCluster(ORDERS))).isNull();

        assertThat(provider.said()).containsExactly("west 3 Pod_S", "west 3 Pod_S stopped", "west 3 Pod_S");
    }

    @Test
    void refusesWhatOnlyAProviderOfSingleNodesCanDo() throws InterruptedException {
        create(WEST, EAST);
        send(new ReserveTopology(ORDERS, "run"));

        var step = send(new RunTopologyStep(
                ORDERS, "run", cluster().lock().epoch(), "leave", new DecommissionNode(WEST, "west_3")));
        assertThat(step).singleElement().isInstanceOf(ProvisioningRefused.class);
        var fault = send(new InjectFault(
                ORDERS, "f", "east", null, FaultKind.KILL, Instant.now().plusSeconds(60)));
        assertThat(fault).singleElement().isInstanceOf(ProvisioningRefused.class);
        var spares = send(new CreateCluster(
                new ClusterName("other"),
                AutoReplicate.ALL_KEYSPACES,
                List.of(new DatacenterSpec(WEST, "west", 3, FakeDatacenters.SMALL, 3, 3, 1))));
        assertThat(spares).singleElement().isInstanceOf(ProvisioningRefused.class);
        var zones = send(new CreateCluster(
                new ClusterName("other"),
                AutoReplicate.ALL_KEYSPACES,
                List.of(new DatacenterSpec(WEST, "west", 4, FakeDatacenters.SMALL, 4, 3))));
        assertThat(zones).singleElement().isInstanceOf(ProvisioningRefused.class);
    }

    @Test
    void tellsOnceWhatIsNotAsItShouldBeAndFollowsANodeToItsNewAddress() throws InterruptedException {
        create(WEST);
        var condition = new DatacenterCondition(DatacenterConditions.EDITED_BY_HAND, "spec.size is 5", "orders-west");
        var seen = new DatacenterSeen(WEST, Map.of("west_2", "10.9.9.9"), List.of(condition));

        var said = engine.report(new ProcessId(kind.name(), ORDERS.value()), "seen-1", seen);
        var again = engine.report(new ProcessId(kind.name(), ORDERS.value()), "seen-2", seen);

        assertThat(said).anySatisfy(message -> assertThat(message)
                .isEqualTo(new DatacenterConditionsChanged(ORDERS, WEST, List.of(condition))));
        assertThat(again).isEmpty();
        assertThat(cluster().conditions(WEST)).containsExactly(condition);
        assertThat(cluster().topology().nodes())
                .anySatisfy(node -> assertThat(node.address()).isEqualTo("10.9.9.9"));
    }

    @Test
    void ordersAgainWhatWasEditedByHandWhereThePolicySaysSo() throws InterruptedException {
        create(WEST);
        var edit = new DatacenterCondition(DatacenterConditions.EDIT_TO_BE_TAKEN_BACK, "spec.size is 5", "orders-west");
        engine.report(
                new ProcessId(kind.name(), ORDERS.value()), "seen", new DatacenterSeen(WEST, Map.of(), List.of(edit)));

        assertThat(ClusterWork.of(cluster())).singleElement().isInstanceOf(TakeBackEdit.class);
        finish();

        assertThat(cluster().conditions(WEST)).isEmpty();
    }
}
