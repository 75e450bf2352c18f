package dev.aeneas.scaling.autoscale;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.inState;
import static dev.aeneas.scaling.Machines.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.scaling.Machines;
import dev.aeneas.scaling.look.OpenRun;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps a policy from deciding, whatever the load is. */
class HoldingTest {
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
}
