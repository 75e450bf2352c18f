package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscalePolicy;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        var look = new Looked(west, null, Scene.allTelling(80));

        assertThat(scene.decide(look)).isEqualTo(scene.decide(look));
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
}
