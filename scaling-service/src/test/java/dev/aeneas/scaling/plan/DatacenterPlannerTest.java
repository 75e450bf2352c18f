package dev.aeneas.scaling.plan;

import static dev.aeneas.scaling.Machines.LARGE;
import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.forecast.StepTimes;
import dev.aeneas.scaling.forecast.TimeLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatacenterPlannerTest {
    private static final long GIB = 1L << 30;
    private static final StepTimes TIMES = new StepTimes(Map.of(
            StepKind.GROW, TimeLine.of(Duration.ZERO, Duration.ofMinutes(3)),
            StepKind.SHRINK, TimeLine.of(Duration.ZERO, Duration.ofMinutes(3)),
            StepKind.ROLL, TimeLine.of(Duration.ZERO, Duration.ofMinutes(2)),
            StepKind.VERIFY, TimeLine.of(Duration.ofSeconds(1), Duration.ZERO)));

    private final ClusterTopology three = orders(3, SMALL);

    private static List<TopologyStep> steps(ScalePlan plan) {
        return plan.steps().stream().map(PlannedStep::step).toList();
    }

    private static ClusterFacts facts(int nodes, long bytes, int limit) {
        var told = IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> "west_" + number)
                .collect(
                        Collectors.toMap(Function.identity(), name -> new NodeFacts(true, bytes, limit, 0, List.of())));
        return new ClusterFacts(Map.of(), told, Set.of(), TIMES, List.of());
    }

    @Test
    void growsByOneOrderAndNamesTheNodesThatWillCome() {
        var plan = ScalePlanner.plan(whole(quiet("r", 6, null), three, facts(3, GIB, 0)));

        assertThat(steps(plan)).containsExactly(new GrowDatacenter(WEST, 6));
        assertThat(plan.nodes()).containsExactly("west_1", "west_2", "west_3", "west_4", "west_5", "west_6");
        assertThat(plan.nodesOf(plan.steps().get(0).step())).isEqualTo(3);
    }

    @Test
    void inAnEmergencyResizesFirstAndSaysWhenEachIsThere() {
        var plan = ScalePlanner.plan(whole(emergency("r", 6, MEDIUM), three, facts(3, GIB, 0)));

        assertThat(steps(plan)).containsExactly(new ResizeDatacenter(WEST, MEDIUM), new GrowDatacenter(WEST, 6));
        assertThat(plan.steps().get(1).after()).containsExactly("1-resize");
        assertThat(plan.steps().get(0).forecast()).isEqualTo(Duration.ofMinutes(6));
        assertThat(plan.steps().get(1).forecast()).isEqualTo(Duration.ofMinutes(9));
        assertThat(plan.forecast()).contains(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("one after the other"));
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("the size changes first"));
    }

    @Test
    void saysInAnEmergencyThatABiggerSizeWouldBeThereSooner() {
        assertThat(ScalePlanner.plan(whole(emergency("r", 6, null), three, facts(3, GIB, 0)))
                        .notes())
                .anySatisfy(note -> assertThat(note).contains("a bigger size asked for as well"));
    }

    @Test
    void doesNotForecastLessThanTheThrottleAllows() {
        // three newcomers stream half of 3 x 64 GiB, at 24 MiB/s
        var plan = ScalePlanner.plan(whole(quiet("r", 6, null), three, facts(3, 64 * GIB, 24)));

        assertThat(plan.steps().get(0).bytes()).isEqualTo(96 * GIB);
        assertThat(plan.steps().get(0).forecast()).isEqualTo(Duration.ofSeconds(4096));
    }

    @Test
    void shrinksBeforeItMakesNodesSmaller() {
        var six = orders(6, LARGE);

        assertThat(steps(ScalePlanner.plan(whole(quiet("r", 3, SMALL), six, facts(6, GIB, 0)))))
                .containsExactly(new ShrinkDatacenter(WEST, 3), new ResizeDatacenter(WEST, SMALL));
        var plan = ScalePlanner.plan(whole(quiet("r", 3, null), six, facts(6, GIB, 0)));
        assertThat(plan.nodes()).containsExactly("west_1", "west_2", "west_3");
        assertThat(plan.nodesOf(plan.steps().get(0).step())).isEqualTo(3);
    }

    @Test
    void hasNothingToDoWhenEverythingIsAsAskedFor() {
        assertThat(ScalePlanner.plan(whole(quiet("r", 3, SMALL), three, facts(3, GIB, 0)))
                        .steps())
                .isEmpty();
    }

    @Test
    void refusesSparesAndWhatEveryProviderRefuses() {
        assertThat(ScalePlanner.violations(whole(quiet("r", 6, null), keeping(1, three), facts(3, GIB, 0))))
                .extracting(violation -> violation.field())
                .contains("spareCount");
        assertThat(ScalePlanner.violations(whole(quiet("r", 4, null), three, facts(3, GIB, 0))))
                .extracting(violation -> violation.field())
                .contains("nodeCount");
        assertThat(ScalePlanner.violations(whole(quiet("r", 6, null), three, facts(3, GIB, 0))))
                .isEmpty();
    }
}
