package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.LARGE;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.SMALL;
import static dev.aeneas.provisioning.cluster.ClusterBench.WEST;
import static dev.aeneas.provisioning.cluster.ClusterBench.refusal;
import static dev.aeneas.provisioning.cluster.ClusterBench.spec;
import static dev.aeneas.provisioning.cluster.ClusterBench.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.ReleaseTopology;
import dev.aeneas.contracts.ProvisioningCommand.ReserveTopology;
import dev.aeneas.contracts.ProvisioningCommand.RunTopologyStep;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.step.ThrottleLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepDecisionsTest {
    private static final NewNode SPARE = new NewNode("east_3", "east_1", SMALL, List.of(77L));
    private static final PrepareNodes PREPARE = new PrepareNodes(EAST, List.of(SPARE));

    private final ClusterBench bench = new ClusterBench();

    @BeforeEach
    void aClusterRuns() {
        bench.running();
    }

    @Test
    void everyHolderHasAHigherEpoch() {
        long first = bench.reserve("one");
        bench.send(new ReleaseTopology(NAME, "one", first));

        assertThat(bench.reserve("two")).isGreaterThan(first);
    }

    @Test
    void takingTheLockAgainAnswersTheSame() {
        long epoch = bench.reserve("one");

        assertThat(bench.reserve("one")).isEqualTo(epoch);
    }

    @Test
    void refusesASecondRunAndNamesTheHolder() {
        bench.reserve("one");

        var refused = refusal(bench.send(new ReserveTopology(NAME, "two")));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.reference()).isEqualTo("two");
        assertThat(refused.violations().get(0).rule()).contains("run one");
    }

    @Test
    void refusesARunWhileAnOperationRunsAndTheOtherWayRound() {
        bench.reserve("one");
        assertThat(refusal(bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1))))
                        .kind())
                .isEqualTo(Kind.CONFLICT);
        bench.send(new ReleaseTopology(NAME, "one", bench.cluster().lock().epoch()));
        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));

        assertThat(refusal(bench.send(new ReserveTopology(NAME, "two"))).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void refusesAStepUnderAnOlderEpoch() {
        long old = bench.reserve("one");
        bench.send(new ReleaseTopology(NAME, "one", old));
        bench.reserve("two");

        var refused = refusal(step("one", old, "a", PREPARE));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.reference()).isEqualTo("one");
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void recordsTheAddressesOfSparesBeforeAnythingStarts() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", PREPARE);

        bench.finishStep("a", List.of(spare(NodeState.REQUESTED)));

        assertThat(node("east_3").address()).isEqualTo("127.20.1.9");
        assertThat(bench.work()).hasSize(1);
        var said = bench.finishStep("a", List.of(spare(NodeState.PREPARED)));
        assertThat(said).hasAtLeastOneElementOfType(TopologyStepCompleted.class);
        assertThat(node("east_3").state()).isEqualTo(NodeState.PREPARED);
    }

    @Test
    void answersAFinishedStepAgainWithTheSameOutcome() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_1"), LARGE));
        assertThat(step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_1"), LARGE)))
                .isEmpty();
        bench.finishStep("a", List.of());

        assertThat(step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_1"), LARGE)))
                .containsExactly(new TopologyStepCompleted(NAME, "one", epoch, "a"));
        assertThat(bench.work()).isEmpty();
    }

    @Test
    void runsStepsAtTheSameTimeUnlessTheyMeet() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_1"), LARGE));

        assertThat(step("one", epoch, "b", PREPARE)).isEmpty();
        assertThat(violations(step("one", epoch, "c", new ResizeNodes(EAST, List.of("east_1"), SMALL))))
                .extracting(Violation::rule)
                .singleElement()
                .asString()
                .contains("step a");
        assertThat(bench.work()).hasSize(2);
    }

    @Test
    void refusesEveryBrokenRuleOfAStep() {
        long epoch = bench.reserve("one");

        assertThat(violations(step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_9"), new Sku("Huge")))))
                .extracting(Violation::field)
                .containsExactly("step.sku", "step.nodes");
        assertThat(violations(step("one", epoch, "a", new DecommissionNode(WEST, "west_1"))))
                .extracting(Violation::field)
                .containsExactly("step.datacenter");
        var taken = new NewNode("east_1", "moon", SMALL, List.of(1L));
        assertThat(violations(step("one", epoch, "a", new PrepareNodes(EAST, List.of(taken)))))
                .extracting(Violation::field)
                .containsExactly("step.nodes.rack", "step.nodes.name");
    }

    @Test
    void aFailedPreparationLeavesNoNodeBehind() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", PREPARE);
        bench.finishStep("a", List.of(spare(NodeState.REQUESTED)));

        var said = bench.failWork(ProvisioningFailed.of("NodeDidNotStart", "east_3", "port taken"));

        assertThat(said)
                .filteredOn(TopologyStepFailed.class::isInstance)
                .singleElement()
                .satisfies(failed -> assertThat(
                                ((TopologyStepFailed) failed).error().target())
                        .isEqualTo("east_3"));
        assertThat(bench.cluster().topology().nodes()).extracting(Node::name).doesNotContain("east_3");
    }

    @Test
    void aFailedJoinCanBeTriedAgainAsAnotherStep() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", PREPARE);
        bench.finishStep("a", List.of(spare(NodeState.REQUESTED)));
        bench.finishStep("a", List.of(spare(NodeState.PREPARED)));
        step("one", epoch, "b", new JoinNodes(EAST, List.of("east_3")));
        assertThat(node("east_3").state()).isEqualTo(NodeState.JOINING);

        bench.failWork(ProvisioningFailed.of("NodesDidNotJoin", "east_3", "refused"));

        assertThat(node("east_3").state()).isEqualTo(NodeState.PREPARED);
        step("one", epoch, "c", new JoinNodes(EAST, List.of("east_3")));
        bench.finishStep("c", List.of(spare(NodeState.NORMAL)));
        assertThat(node("east_3").state()).isEqualTo(NodeState.NORMAL);
    }

    @Test
    void aDecommissionedNodeIsGone() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", new DecommissionNode(EAST, "east_2"));
        assertThat(node("east_2").state()).isEqualTo(NodeState.LEAVING);

        bench.finishStep("a", List.of());

        assertThat(bench.cluster().topology().nodes()).extracting(Node::name).containsExactly("east_1");
    }

    @Test
    void remembersTheFirstThrottlesUntilTheyArePutBack() {
        long epoch = bench.reserve("one");
        var before = new ThrottleLimits(24, 24, 24, 24, 64);
        var lifted = new ThrottleLimits(0, 0, 0, 0, 0);
        lift(epoch, "a", before);
        lift(epoch, "b", lifted);

        assertThat(bench.cluster().throttlesBefore()).containsEntry("east_1", before);
        step("one", epoch, "c", new ThrottleNodes(EAST, false));
        bench.finishStep("c", List.of());
        assertThat(bench.cluster().throttlesBefore()).isEmpty();
    }

    @Test
    void releasesOnlyWhenItsStepsAreOver() {
        long epoch = bench.reserve("one");
        step("one", epoch, "a", new ResizeNodes(EAST, List.of("east_1"), LARGE));

        assertThat(bench.send(new ReleaseTopology(NAME, "one", epoch))).isEmpty();
        assertThat(bench.finishStep("a", List.of()))
                .contains(new TopologyReleased(NAME, "one", epoch))
                .contains(new TopologyStepCompleted(NAME, "one", epoch, "a"));
        assertThat(bench.send(new ReleaseTopology(NAME, "one", epoch)))
                .containsExactly(new TopologyReleased(NAME, "one", epoch));
        assertThat(bench.send(new ReserveTopology(NAME, "two"))).hasAtLeastOneElementOfType(TopologyReserved.class);
    }

    private void lift(long epoch, String id, ThrottleLimits found) {
        step("one", epoch, id, new ThrottleNodes(EAST, true));
        var work = (ClusterWork.StepWork) bench.work().get(0);
        bench.report(
                work.key(), new WorkReport.StepDone(epoch, id, Stage.RECORD, List.of(), Map.of("east_1", found), null));
        bench.finishStep(id, List.of());
    }

    private List<Message> step(String run, long epoch, String id, TopologyStep step) {
        return bench.send(new RunTopologyStep(NAME, run, epoch, id, step));
    }

    private Node node(String name) {
        return bench.cluster().topology().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Node spare(NodeState state) {
        return new Node("east_3", "127.20.1.9", EAST, "east_1", SMALL, state, List.of(77L));
    }
}
