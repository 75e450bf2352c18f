package dev.aeneas.scaling.plan;

import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.evenly;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.scaling.Machines;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.forecast.StepTimes;
import dev.aeneas.scaling.forecast.TimeLine;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final long GIB = 1L << 30;

    /** Ten seconds for anything, and ten more for each GiB. */
    private static StepTimes tenSeconds() {
        Map<StepKind, TimeLine> lines = new EnumMap<>(StepKind.class);
        for (var kind : StepKind.values()) {
            lines.put(kind, new TimeLine(10, kind.movesBytes() ? 10 : 0));
        }
        return new StepTimes(lines);
    }

    private static ClusterFacts holding(ClusterTopology topology, long bytes, int throttle) {
        Map<String, NodeFacts> nodes = new HashMap<>();
        topology.datacenter(Machines.WEST)
                .orElseThrow()
                .nodes()
                .forEach(node -> nodes.put(node.name(), new NodeFacts(true, bytes, throttle, 0, List.of())));
        return new ClusterFacts(Map.of("app", 3), nodes, Set.of(), tenSeconds(), List.of());
    }

    private static PlannedStep step(ScalePlan plan, String name) {
        return plan.steps().stream()
                .filter(step -> step.stepId().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void forecastsAJoinFromWhatTheBusiestNodeWillStream() {
        var three = evenly(orders(3, SMALL));
        var plan = ScalePlanner.plan(request(emergency("r", 6, null), three, holding(three, 2 * GIB, 24)));

        // three nodes with all data each give half of it to three new ones
        assertThat(step(plan, "join").bytes()).isCloseTo(GIB, within(GIB / 8));
        assertThat(step(plan, "join").forecast()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(22));
    }

    @Test
    void countsWhatRunsAtTheSameTimeOnceAndTheVerificationToo() {
        var three = orders(3, SMALL);
        var plan = ScalePlanner.plan(request(emergency("r", 6, MEDIUM), three, holding(three, 0, 0)));

        // prepare beside three resizes, lift, join, restore, verify
        assertThat(plan.forecast()).contains(Duration.ofSeconds(30 + 10 + 10 + 10 + 10));
    }

    @Test
    void expectsSparesToTakeNoTimeToStart() {
        Map<StepKind, TimeLine> lines = new EnumMap<>(tenSeconds().lines());
        lines.put(StepKind.RECORD, new TimeLine(1, 0));
        var facts = new ClusterFacts(Map.of(), Map.of(), Set.of(), new StepTimes(lines), List.of());
        var ready = Machines.prepared(orders(3, SMALL), SMALL, 4, 5, 6);
        var plan = ScalePlanner.plan(request(quiet("r", 6, null), ready, facts));

        assertThat(step(plan, "prepare").forecast()).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.prepared()).containsExactly("west_4", "west_5", "west_6");
    }

    @Test
    void knowsThatNobodyStreamsFasterThanItsThrottleUnlessItIsLifted() {
        var three = evenly(orders(3, SMALL));
        var facts = holding(three, 20 * GIB, 24);

        var quiet = step(ScalePlanner.plan(request(quiet("r", 6, null), three, facts)), "join");
        assertThat(quiet.forecast().toSeconds()).isCloseTo(quiet.bytes() / (24L << 20), within(1L));
        var lifted = step(ScalePlanner.plan(request(emergency("r", 6, null), three, facts)), "join");
        assertThat(lifted.forecast()).isLessThan(quiet.forecast());
    }

    @Test
    void expectsNodesThatStayToHaveMoreWithEachOneThatLeft() {
        var six = evenly(orders(6, SMALL));
        var plan = ScalePlanner.plan(request(quiet("r", 3, null), six, holding(six, GIB, 0)));

        assertThat(step(plan, "decommission-west_6").bytes()).isEqualTo(GIB);
        assertThat(step(plan, "decommission-west_4").bytes()).isEqualTo(GIB * 6 / 4);
    }

    @Test
    void forecastsNothingWhenNothingIsKnown() {
        var plan = ScalePlanner.plan(request(quiet("r", 6, null), orders(3, SMALL)));

        assertThat(plan.forecast()).isEmpty();
        assertThat(plan.steps()).extracting(PlannedStep::forecast).containsOnlyNulls();
    }

    @Test
    void tellsHowEvenTheDatacenterIsAndWillBeAtEveryReplicationFactorInIt() {
        var three = evenly(orders(3, SMALL));
        var facts = Machines.replicated(Map.of("app", 3, "narrow", 1));
        var ownership =
                ScalePlanner.plan(request(quiet("r", 6, null), three, facts)).ownership();

        assertThat(ownership).extracting(some -> some.replicationFactor()).containsExactly(3, 1);
        assertThat(ownership.get(0).before()).isLessThan(1e-9);
        assertThat(ownership.get(0).after()).isLessThanOrEqualTo(0.10);
    }

    @Test
    void saysWhatCouldNotBeFoundOut() {
        var facts =
                new ClusterFacts(Map.of(), Map.of(), Set.of(), tenSeconds(), List.of("the nodes' sizes (no login)"));

        assertThat(ScalePlanner.plan(request(quiet("r", 6, null), orders(3, SMALL), facts))
                        .notes())
                .contains("not known: the nodes' sizes (no login)");
    }
}
