package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.WEST;
import static dev.aeneas.provisioning.cluster.ClusterBench.createCluster;
import static dev.aeneas.provisioning.cluster.ClusterBench.refusal;
import static dev.aeneas.provisioning.cluster.ClusterBench.spec;
import static dev.aeneas.provisioning.cluster.ClusterBench.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeallocateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.ClusterRequested;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterReady;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterRequested;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.OperationFailed;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.operation.Phase;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationDecisionsTest {
    private final ClusterBench bench = new ClusterBench();

    @Test
    void acceptsAClusterAndSaysWhatWasAskedFor() {
        var said = bench.send(createCluster(spec(EAST, "east", 2)));

        assertThat(said)
                .extracting(Object::getClass)
                .containsExactly(ClusterRequested.class, DatacenterRequested.class, OperationStarted.class);
        assertThat(bench.phase()).contains(Phase.RESERVE_MACHINES);
    }

    @Test
    void spreadsNodesRoundTheRacks() {
        bench.send(createCluster(new DatacenterSpec(EAST, "east", 6, null, 3, 3)));

        assertThat(bench.cluster().topology().nodes())
                .extracting(Node::name, Node::rack)
                .contains(tuple("east_1", "east_1"), tuple("east_4", "east_1"), tuple("east_6", "east_3"));
    }

    @Test
    void saysThatADatacenterIsReadyOnlyAfterVerification() {
        bench.send(createCluster(spec(EAST, "east", 1)));
        while (!bench.phase().equals(Optional.of(Phase.VERIFY_NODES))) {
            assertThat(bench.finishPhase()).noneMatch(DatacenterReady.class::isInstance);
        }

        assertThat(bench.finishPhase())
                .extracting(Object::getClass)
                .containsExactly(TopologyChanged.class, DatacenterReady.class, OperationSucceeded.class);
        assertThat(bench.cluster().topology().nodes()).extracting(Node::state).containsOnly(NodeState.NORMAL);
    }

    @Test
    void refusesEveryBrokenRuleAtOnceAndNamesWhatThereIs() {
        var wrong = new DatacenterSpec(EAST, "mars", 11, new Sku("Huge"), 1, 1);

        var refused = refusal(bench.send(createCluster(wrong)));

        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactly("datacenters[0].region", "datacenters[0].sku", "datacenters[0].nodeCount");
        assertThat(refused.violations().get(0).rule()).contains("[east, west]").contains("mars");
        assertThat(refused.violations().get(1).rule()).contains("[Local_S, Local_L]");
    }

    @Test
    void aRefusedClusterDoesNotExist() {
        bench.send(createCluster(spec(EAST, "mars", 1)));

        assertThat(bench.engine.find(bench.kind, NAME.value())).isEmpty();
    }

    @Test
    void refusesAClusterThatExists() {
        bench.running();

        assertThat(refusal(bench.send(createCluster(spec(EAST, "east", 1)))).kind())
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void refusesADatacenterThatExists() {
        bench.running();

        var refused = refusal(bench.send(new CreateDatacenter(NAME, spec(EAST, "west", 1))));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.violations()).extracting(Violation::field).containsExactly("datacenter");
    }

    @Test
    void refusesWhatIsAboutNothing() {
        var missing = List.<Message>of(
                new CreateDatacenter(NAME, spec(EAST, "east", 1)),
                new DeleteDatacenter(NAME, EAST),
                new DeleteCluster(NAME),
                new DeallocateCluster(NAME),
                new StartCluster(NAME));

        assertThat(missing)
                .allSatisfy(command ->
                        assertThat(refusal(bench.send(command)).kind()).isEqualTo(Kind.NOT_FOUND));
        bench.running();
        assertThat(refusal(bench.send(new DeleteDatacenter(NAME, WEST))).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void refusesTwoOperationsAtATime() {
        bench.running();
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));

        var refused = refusal(bench.send(new DeleteDatacenter(NAME, EAST)));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.violations().get(0).rule()).contains("CreateDatacenter");
    }

    @Test
    void theSameRequestTwiceIsOneOperation() {
        var first = bench.send("key", createCluster(spec(EAST, "east", 1)));

        assertThat(bench.send("key", createCluster(spec(EAST, "east", 1)))).isEqualTo(first);
        assertThat(bench.cluster().operations()).hasSize(1);
    }

    @Test
    void theSameReportTwiceCountsOnce() {
        bench.send(createCluster(spec(EAST, "east", 1)));
        var work = (ClusterWork.PhaseWork) bench.work().get(0);
        bench.finishPhase();
        var after = bench.cluster();

        bench.report(work.key(), new WorkReport.PhaseDone(work.operation().id(), work.phase(), List.of()));
        bench.report(
                "another-replica", new WorkReport.PhaseDone(work.operation().id(), work.phase(), List.of()));

        assertThat(bench.cluster()).isEqualTo(after);
    }

    @Test
    void takesBackAFailedCreationAndFreesTheName() {
        bench.send(createCluster(spec(EAST, "east", 1)));
        bench.finishPhase();
        bench.failWork(ProvisioningFailed.of("NodeDidNotStart", "east_1", "port taken"));
        assertThat(bench.phase()).contains(Phase.REMOVE_MACHINES);

        var said = bench.finishPhase();

        assertThat(said).hasAtLeastOneElementOfType(ClusterDeleted.class);
        assertThat(said)
                .filteredOn(OperationFailed.class::isInstance)
                .singleElement()
                .satisfies(failed ->
                        assertThat(((OperationFailed) failed).error().code()).isEqualTo("NodeDidNotStart"));
        assertThat(bench.cluster().deleted()).isTrue();
        assertThat(bench.send(createCluster(spec(EAST, "east", 1)))).hasAtLeastOneElementOfType(OperationStarted.class);
    }

    @Test
    void takesAFailedDatacenterOffTheRingBeforeItsMachinesGo() {
        bench.running();
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));
        bench.finishPhase();
        bench.finishPhase();
        bench.failWork(ProvisioningFailed.of("NodeDidNotStart", "west_1", "port taken"));

        assertThat(bench.phase()).contains(Phase.DROP_REPLICATION);
        bench.finishOperation();

        assertThat(bench.cluster().datacenter(WEST)).isEmpty();
        assertThat(bench.cluster().datacenter(EAST)).isPresent();
        assertThat(bench.cluster().lock().held()).isFalse();
    }

    @Test
    void triesAgainWhatFailedForNoKnownReasonUntilTheBound() {
        bench.send(createCluster(spec(EAST, "east", 1)));
        bench.finishPhase();

        for (int attempt = 1; attempt < ClusterBench.ATTEMPTS; attempt++) {
            bench.failWork(new IllegalStateException("silent"));
            assertThat(bench.phase()).contains(Phase.START_NODES);
        }
        bench.failWork(new IllegalStateException("silent"));

        assertThat(bench.cluster().active().takingBack()).isTrue();
    }

    @Test
    void aServiceBeingStoppedIsNoFailureHoweverOften() {
        bench.send(createCluster(spec(EAST, "east", 1)));
        bench.finishPhase();

        for (int i = 0; i < 5; i++) {
            bench.failWork(new InterruptedException());
        }

        assertThat(bench.phase()).contains(Phase.START_NODES);
        assertThat(bench.cluster().active().takingBack()).isFalse();
    }

    @Test
    void leavesADatacenterAsItIsWhenAKeyspaceStillNamesIt() {
        bench.running();
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));
        bench.finishOperation();
        bench.send(new DeleteDatacenter(NAME, WEST));

        var said = bench.failWork(ProvisioningFailed.of("DatacenterInUse", "west", "[shop]"));

        assertThat(said).hasAtLeastOneElementOfType(OperationFailed.class);
        assertThat(bench.cluster().datacenter(WEST).orElseThrow().provisioningState())
                .isEqualTo(ProvisioningState.SUCCEEDED);
    }

    @Test
    void saysThatADatacenterIsDeletedWithTheMachinesThatAreLeft() {
        bench.running();
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));
        bench.finishOperation();
        bench.send(new DeleteDatacenter(NAME, WEST));

        var said = bench.finishOperation();

        assertThat(said).hasAtLeastOneElementOfType(DatacenterDeleted.class);
        var newest = (TopologyChanged) said.stream()
                .filter(TopologyChanged.class::isInstance)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(newest.topology().datacenters()).hasSize(1);
    }

    @Test
    void everyChangeOfTheMachinesHasAHigherRevision() {
        bench.running();
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));
        bench.finishOperation();

        assertThat(bench.publisher.messages().stream()
                        .filter(TopologyChanged.class::isInstance)
                        .map(TopologyChanged.class::cast)
                        .map(changed -> changed.topology().revision())
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(3);
    }

    @Test
    void aDeallocatedClusterCanOnlyBeStartedOrDeleted() {
        bench.running();
        bench.send(new DeallocateCluster(NAME));
        bench.finishOperation();
        assertThat(bench.cluster().topology().nodes()).extracting(Node::state).containsOnly(NodeState.STOPPED);

        assertThat(violations(bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)))))
                .extracting(Violation::rule)
                .singleElement()
                .asString()
                .contains("deallocated");
        bench.send(new StartCluster(NAME));
        bench.finishOperation();

        assertThat(bench.cluster().deallocated()).isFalse();
        assertThat(bench.cluster().topology().nodes()).extracting(Node::state).containsOnly(NodeState.NORMAL);
    }

    @Test
    void anEmptyClusterIsThereAtOnceAndTakesItsFirstDatacenterLater() {
        var said = bench.send(createCluster());
        assertThat(said).hasAtLeastOneElementOfType(OperationSucceeded.class);

        bench.send(new CreateDatacenter(NAME, spec(EAST, "east", 1)));

        assertThat(bench.phase()).contains(Phase.RESERVE_MACHINES);
        assertThat(bench.cluster().active().kind().phases(Grain.NODE)).contains(Phase.SECURE_CLUSTER);
    }
}
