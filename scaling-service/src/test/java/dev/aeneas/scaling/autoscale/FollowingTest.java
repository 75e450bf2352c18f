package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.inState;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.DeleteAutoscalePolicy;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.contracts.ScalingEvent.AutoscaleDecision;
import dev.aeneas.contracts.ScalingEvent.AutoscalePolicyDeleted;
import dev.aeneas.contracts.ScalingEvent.AutoscalePolicySet;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.scaling.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Six nodes on three racks under a policy of 3 to 9 nodes, 60 % CPU, three looks in a row. */
class FollowingTest {
    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("every look was above", row(80, 80, 80), AutoscaleDecision.GROW, 9, Why.LOAD_HIGH),
                arguments("just above is above", row(61, 61, 61), AutoscaleDecision.GROW, 9, Why.LOAD_HIGH),
                arguments("at the target", row(60, 60, 60), AutoscaleDecision.HOLD, 6, Why.STEADY),
                arguments("too few looks", row(80, 80), AutoscaleDecision.HOLD, 6, Why.GATHERING),
                arguments("one look was below", row(80, 50, 80), AutoscaleDecision.HOLD, 6, Why.STEADY),
                arguments("every look leaves room", row(20, 20, 20), AutoscaleDecision.SHRINK, 3, Why.LOAD_LOW),
                arguments("room would be too small", row(24, 24, 24), AutoscaleDecision.HOLD, 6, Why.STEADY),
                arguments("one look was busier", row(20, 30, 20), AutoscaleDecision.HOLD, 6, Why.STEADY),
                arguments("up and down", row(90, 10, 90, 10, 90, 10, 90), AutoscaleDecision.HOLD, 6, Why.STEADY),
                arguments("nobody answered", row(80, 80, null), AutoscaleDecision.HOLD, 6, Why.TOO_FEW_ANSWERS),
                arguments("a gap in the row", row(80, 80, null, 80, 80), AutoscaleDecision.HOLD, 6, Why.GATHERING),
                arguments("after the gap", row(80, null, 80, 80, 80), AutoscaleDecision.GROW, 9, Why.LOAD_HIGH));
    }

    private static Integer[] row(Integer... cpuPercents) {
        return cpuPercents;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decidesOnARowOfLooks(String name, Integer[] cpu, AutoscaleDecision decision, int nodes, Why why) {
        var scene = Scene.of(6, Scene.POLICY).looks(cpu);

        assertThat(scene.last().decision()).isEqualTo(decision);
        assertThat(scene.last().toNodeCount()).isEqualTo(nodes);
        assertThat(scene.why()).isEqualTo(why);
        assertThat(scene.asked()).hasSize(decision == AutoscaleDecision.HOLD ? 0 : 1);
    }

    @Test
    void asksForARunOfTheServicesOwnAndSaysWhyWithTheNumbers() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 83);

        assertThat(scene.asked()).singleElement().satisfies(run -> {
            assertThat(run.runId()).isEqualTo("autoscale-orders-west-1");
            assertThat(run.nodeCount()).isEqualTo(9);
            assertThat(run.deadDatacenters()).isEmpty();
        });
        assertThat(scene.last().runId()).isEqualTo("autoscale-orders-west-1");
        assertThat(scene.last().fromNodeCount()).isEqualTo(6);
        assertThat(scene.last().measured().cpuPercent()).isEqualTo(83);
        assertThat(scene.last().reason()).contains("60 %").contains("83 %").contains("3 looks");
    }

    @Test
    void asksForTheSameRunWhenTheSameLookIsDecidedTwice() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80);
        var west = orders(6, SMALL).datacenter(WEST).orElseThrow();
        var look = new Looked(west, null, allTelling(80));

        assertThat(scene.decide(look)).isEqualTo(scene.decide(look));
    }

    private static Map<String, NodeLoad> allTelling(int cpu) {
        return Map.of(
                "west_1",
                Scene.load(cpu),
                "west_2",
                Scene.load(cpu),
                "west_3",
                Scene.load(cpu),
                "west_4",
                Scene.load(cpu),
                "west_5",
                Scene.load(cpu),
                "west_6",
                Scene.load(cpu));
    }

    @Test
    void decidesOnAQuorumAndNotOnLess() {
        assertThat(Scene.of(6, Scene.POLICY).looksWhereAnswer(4, 80, 3).why()).isEqualTo(Why.LOAD_HIGH);
        assertThat(Scene.of(6, Scene.POLICY).looksWhereAnswer(3, 80, 3).why()).isEqualTo(Why.TOO_FEW_ANSWERS);
    }

    @Test
    void countsANodeThatDoesNotKnowItsCpuAsSilent() {
        var scene = Scene.of(6, Scene.POLICY)
                .whoseNodes(load -> new NodeLoad(true, null, 1, 0, 0, List.of()))
                .looks(80, 80, 80);

        assertThat(scene.why()).isEqualTo(Why.TOO_FEW_ANSWERS);
    }

    @Test
    void followsTheBytesOfTheFullestNode() {
        var policy = Scene.policy(null, 900L, List.of());

        assertThat(Scene.of(6, policy).looks(1, 1, 1).why()).isEqualTo(Why.LOAD_HIGH);
        assertThat(Scene.of(6, Scene.policy(60, 900L, List.of())).looks(1, 1, 1).why())
                .isEqualTo(Why.LOAD_HIGH);
    }

    @Test
    void shrinksOnlyWhereEveryTargetLeavesRoom() {
        assertThat(Scene.of(6, Scene.policy(60, 1_100L, List.of()))
                        .looks(1, 1, 1)
                        .why())
                .isEqualTo(Why.STEADY);
        assertThat(Scene.of(6, Scene.policy(60, 9_000L, List.of()))
                        .looks(1, 1, 1)
                        .why())
                .isEqualTo(Why.LOAD_LOW);
    }

    @Test
    void staysWithinItsBounds() {
        var top = Scene.of(9, Scene.POLICY).looks(95, 95, 95);
        assertThat(top.why()).isEqualTo(Why.AT_MAXIMUM);
        assertThat(top.last().reason()).contains("at most 9");
        assertThat(Scene.of(3, Scene.POLICY).looks(1, 1, 1).why()).isEqualTo(Why.STEADY);
    }

    @Test
    void bringsADatacenterToItsLeastAtOnce() {
        var policy = new AutoscalePolicy(6, 9, 60, null, null, null, null);
        var scene = Scene.of(3, policy).looks(1);

        assertThat(scene.why()).isEqualTo(Why.BELOW_MINIMUM);
        assertThat(scene.asked()).singleElement().satisfies(run -> assertThat(run.nodeCount())
                .isEqualTo(6));
    }

    @Test
    void coolsDownAfterARunAndDecidesOnNewLooksOnly() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 80).hear(completed(9));
        scene.with(was -> orders(9, SMALL)).looks(20, 20, 20, 20);
        assertThat(scene.why()).isEqualTo(Why.COOLDOWN);

        scene.looks(20, 20, 20, 20, 20, 20);
        assertThat(scene.asked()).extracting(run -> run.nodeCount()).containsExactly(9, 6);
        assertThat(scene.asked().get(1).runId()).isEqualTo("autoscale-orders-west-2");
    }

    @Test
    void doesNotFlapWhenGrowthHalvesTheLoad() {
        var scene = Scene.of(3, Scene.POLICY).looks(70, 70, 70).hear(completed(6));
        scene.with(was -> orders(6, SMALL)).pass(Duration.ofMinutes(11)).looks(35, 35, 35, 35, 35, 35);

        assertThat(scene.asked()).hasSize(1);
        assertThat(scene.why()).isEqualTo(Why.STEADY);
    }

    private static ScaleCompleted completed(int nodes) {
        return new ScaleCompleted(
                ORDERS, WEST, "r", nodes, SMALL, List.of("west_1"), Instant.EPOCH, Duration.ofMinutes(1));
    }

    @Test
    void leavesAnOpenRunAlone() {
        var scene = Scene.of(6, Scene.POLICY)
                .whileOpen(new OpenRun("by-hand", WEST, false))
                .looks(80, 80, 80);

        assertThat(scene.asked()).isEmpty();
        assertThat(scene.decisions()).singleElement().satisfies(held -> assertThat(held.reason())
                .contains("by-hand"));
    }

    @Test
    void neverShrinksInAnEmergency() {
        var during = Scene.of(6, Scene.POLICY)
                .whileOpen(new OpenRun("failover", WEST, true))
                .looks(1, 1, 1);
        assertThat(during.why()).isEqualTo(Why.RUN_OPEN);

        var after = Scene.of(6, Scene.POLICY).whoseNodes(seeing("127.1.1.1")).looks(1, 1, 1);
        assertThat(after.why()).isEqualTo(Why.NODE_DOWN);
        assertThat(after.last().reason()).contains("127.1.1.1");
    }

    private static UnaryOperator<NodeLoad> seeing(String down) {
        return load -> new NodeLoad(true, load.cpuUse(), load.loadBytes(), 0, 0, List.of(down));
    }

    @Test
    void holdsWhileANodeIsNotUpAndNormal() {
        var stopped = Scene.of(6, Scene.POLICY)
                .with(was -> Machines.with(was, "west_2", node -> inState(node, NodeState.STOPPED)))
                .looks(80, 80, 80);
        assertThat(stopped.why()).isEqualTo(Why.NODE_DOWN);
        assertThat(stopped.last().reason()).contains("west_2");

        var address =
                orders(6, SMALL).datacenter(WEST).orElseThrow().nodes().get(1).address();
        var seenDown = Scene.of(6, Scene.POLICY).whoseNodes(seeing(address)).looks(80, 80, 80);
        assertThat(seenDown.last().reason()).contains("west_2");
        assertThat(seenDown.asked()).isEmpty();
    }

    @Test
    void holdsWhileTheDatacenterIsRepaired() {
        var scene = Scene.of(6, Scene.POLICY)
                .whoseNodes(load -> new NodeLoad(true, load.cpuUse(), 1, 0, 1, List.of()))
                .looks(80, 80, 80);

        assertThat(scene.why()).isEqualTo(Why.REPAIR);
    }

    @Test
    void doesNotShrinkWhileCompactionsWait() {
        var scene = Scene.of(6, Scene.POLICY)
                .whoseNodes(load -> new NodeLoad(true, load.cpuUse(), 1, 11, 0, List.of()))
                .looks(1, 1, 1);

        assertThat(scene.why()).isEqualTo(Why.COMPACTIONS);
        assertThat(scene.asked()).isEmpty();
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                // Rome is two hours ahead in June; 2026-06-01 is a Monday
                arguments("before it opens", "2026-06-01T05:58:30Z", Why.OUTSIDE_WINDOWS),
                arguments("at the moment it opens", "2026-06-01T06:00:00Z", Why.GATHERING),
                arguments("at its last minute", "2026-06-01T15:59:00Z", Why.GATHERING),
                arguments("when it has closed", "2026-06-01T16:00:00Z", Why.OUTSIDE_WINDOWS),
                arguments("on a Sunday", "2026-06-07T10:00:00Z", Why.OUTSIDE_WINDOWS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void decidesInItsWindowsOnly(String name, String moment, Why why) {
        var weekdays = Scene.policy(60, null, List.of(new Window("0 8 * * 1-5", Duration.ofHours(10))));

        assertThat(Scene.of(6, weekdays).at(moment).looks(80).why()).isEqualTo(why);
    }

    @Test
    void keepsLookingOutsideItsWindowsAndDecidesAsSoonAsOneOpens() {
        var weekdays = Scene.policy(60, null, List.of(new Window("0 8 * * 1-5", Duration.ofHours(10))));
        var scene = Scene.of(6, weekdays).at("2026-06-01T05:58:00Z").looks(80, 80);
        assertThat(scene.asked()).isEmpty();

        assertThat(scene.looks(80).asked()).hasSize(1);
    }

    @Test
    void saysThatItHoldsOnlyWhenTheReasonChanges() {
        var scene = Scene.of(6, Scene.POLICY).looks(50, 51, 52, 53, 54, 55, null, null, 50);

        assertThat(scene.decisions()).hasSize(4);
    }

    @Test
    void reportsARefusalAndCoolsDown() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 80);
        var runId = scene.asked().get(0).runId();
        var refused = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.INVALID, List.of(new Violation("nodeCount", "must fit the disk")), runId);
        assertThat(scene.kind().route(refused)).contains(new ProcessId("autoscale", "orders/west"));

        scene.hear(refused);
        assertThat(scene.last().decision()).isEqualTo(AutoscaleDecision.HOLD);
        assertThat(scene.last().reason()).contains("nodeCount must fit the disk");
        assertThat(scene.last().runId()).isEqualTo(runId);
        scene.looks(80, 80, 80, 80);
        assertThat(scene.asked()).hasSize(1);
        assertThat(scene.why()).isEqualTo(Why.COOLDOWN);
    }

    @Test
    void hearsNothingOfOtherRunsRefusals() {
        var refused = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.INVALID, List.of(new Violation("nodeCount", "must be more")), "by-hand");

        assertThat(Scene.of(6, Scene.POLICY).kind().route(refused)).isEmpty();
    }

    @Test
    void reportsAFailureAndCoolsDown() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80, 80);
        scene.hear(new ScaleFailed(
                ORDERS,
                WEST,
                scene.asked().get(0).runId(),
                new ProvisionError("NodeDied", "west_7 does not start", "west_7"),
                "6 nodes"));

        assertThat(scene.last().reason()).contains("west_7 does not start");
        assertThat(scene.looks(80, 80, 80).asked()).hasSize(1);
    }

    @Test
    void doesNothingBeforeAPolicyIsSetAndNothingAfterItIsDeleted() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80);
        assertThat(scene.said().get(0)).isEqualTo(new AutoscalePolicySet(ORDERS, WEST, Scene.POLICY));

        scene.hear(new DeleteAutoscalePolicy(ORDERS, WEST)).looks(80, 80);
        assertThat(scene.asked()).isEmpty();
        assertThat(scene.said()).contains(new AutoscalePolicyDeleted(ORDERS, WEST));
        assertThat(scene.kind().openWork(scene.state())).isEmpty();
        assertThat(scene.kind().wakeAt(scene.state())).isEmpty();
        assertThat(scene.kind().isClosed(scene.state())).isTrue();
    }

    @Test
    void endsWithItsDatacenter() {
        var scene = Scene.of(6, Scene.POLICY)
                .with(was -> new ClusterTopology(ORDERS, 9, List.of()))
                .looks(80);

        assertThat(scene.said()).contains(new AutoscalePolicyDeleted(ORDERS, WEST));
        assertThat(scene.state().isOn()).isFalse();
    }

    @Test
    void startsItsRowAnewUnderAnotherPolicyAndGoesOnUnderTheSame() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80).hear(new SetAutoscalePolicy(ORDERS, WEST, Scene.POLICY));
        assertThat(scene.state().row()).hasSize(2);

        scene.hear(new SetAutoscalePolicy(ORDERS, WEST, Scene.policy(70, null, List.of())));
        assertThat(scene.state().row()).isEmpty();
    }

    @Test
    void forgetsLooksFromBeforeTheServiceWasAway() {
        var scene = Scene.of(6, Scene.POLICY).looks(80, 80);
        var west = orders(6, SMALL).datacenter(WEST).orElseThrow();
        scene.pass(Duration.ofHours(1)).hear(new Looked(west, null, allTelling(80)));

        assertThat(scene.why()).isEqualTo(Why.GATHERING);
        assertThat(scene.state().row()).hasSize(1);
    }

    @Test
    void keepsItsStateInTheJournalWithoutLoss() {
        var state = Scene.of(6, Scene.POLICY).looks(80, 80, 80, 50).state();

        assertThat(WireFormat.read(WireFormat.write(state), Autoscaling.class)).isEqualTo(state);
    }
}
