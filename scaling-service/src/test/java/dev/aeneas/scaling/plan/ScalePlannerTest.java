package dev.aeneas.scaling.plan;

import static dev.aeneas.scaling.Machines.LARGE;
import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.inState;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.scaling.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScalePlannerTest {
    private final ClusterTopology three = orders(3, SMALL);

    private static List<String> steps(ScalePlan plan) {
        return plan.steps().stream().map(PlannedStep::stepId).toList();
    }

    private static List<String> after(ScalePlan plan, String stepId) {
        return plan.step(stepId).after();
    }

    @Test
    void inAnEmergencyResizesRackByRackAndLiftsThrottlesWhileNewNodesStartThenJoinsAndPutsThemBack() {
        var plan = ScalePlanner.plan(request(emergency("r", 6, MEDIUM), three));

        assertThat(steps(plan))
                .containsExactly(
                        "1-prepare",
                        "2-resize-west_1",
                        "3-resize-west_2",
                        "4-resize-west_3",
                        "5-lift-throttles",
                        "6-join",
                        "7-restore-throttles");
        assertThat(after(plan, "1-prepare")).isEmpty();
        assertThat(after(plan, "2-resize-west_1")).isEmpty();
        assertThat(after(plan, "3-resize-west_2")).containsExactly("2-resize-west_1");
        assertThat(after(plan, "5-lift-throttles")).containsExactly("4-resize-west_3");
        assertThat(after(plan, "6-join")).containsExactly("1-prepare", "5-lift-throttles");
        assertThat(after(plan, "7-restore-throttles")).containsExactly("6-join");
    }

    @Test
    void saysThatCleaningUpIsLeftOutInAnEmergency() {
        assertThat(ScalePlanner.plan(request(emergency("r", 6, null), three)).notes())
                .anySatisfy(note -> assertThat(note).contains("cleaning up is left out"));
    }

    @Test
    void inQuietTimesCleansUpAfterGrowthAndLeavesThrottlesAlone() {
        assertThat(steps(ScalePlanner.plan(request(quiet("r", 6, null), three))))
                .containsExactly("1-prepare", "2-join", "3-clean-up");
    }

    @Test
    void namesNewNodesByTheNextNumbersAndKeepsRacksBalanced() {
        var newNodes = ScalePlanner.plan(request(quiet("r", 9, null), three)).newNodes();

        assertThat(newNodes)
                .extracting(node -> node.name() + " in " + node.rack())
                .containsExactly(
                        "west_4 in west_1",
                        "west_5 in west_2",
                        "west_6 in west_3",
                        "west_7 in west_1",
                        "west_8 in west_2",
                        "west_9 in west_3");
    }

    @Test
    void joinsAllNewNodesInOneStep() {
        var plan = ScalePlanner.plan(request(quiet("r", 9, null), three));

        assertThat(plan.steps())
                .filteredOn(step -> step.step() instanceof JoinNodes)
                .singleElement()
                .satisfies(step -> assertThat(((JoinNodes) step.step()).nodes()).hasSize(6));
    }

    @Test
    void plansDistinctTokensForAllNewNodesAtOnceAndForecastsHowEvenTheyAre() {
        var plan = ScalePlanner.plan(request(quiet("r", 6, null), three));

        var all = Stream.concat(
                        three.nodes().stream().map(Node::tokens),
                        plan.newNodes().stream().map(NewNode::tokens))
                .flatMap(List::stream)
                .toList();
        assertThat(all).doesNotHaveDuplicates().hasSize((6 + 3 + 3) * 16);
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("3 new of 6 nodes"));
    }

    @Test
    void takesUpNodesThatAnEarlierRunPreparedWithTheirTokens() {
        var west = new ArrayList<>(three.datacenter(Machines.WEST).orElseThrow().nodes());
        var left = Machines.node(Machines.WEST, 2, 4, SMALL, NodeState.PREPARED);
        west.add(left);
        var plan = ScalePlanner.plan(request(quiet("r", 6, null), Machines.nodes(three, west)));

        assertThat(plan.newNodes()).extracting(NewNode::name).containsExactly("west_4", "west_5", "west_6");
        assertThat(plan.newNodes().get(0).tokens()).isEqualTo(left.tokens());
    }

    @Test
    void shrinksOneAtATimeHighestNumbersFirstWithRacksBalancedAfterEachStep() {
        var six = orders(6, MEDIUM);
        var plan = ScalePlanner.plan(request(quiet("r", 3, null), six));

        assertThat(plan.steps())
                .extracting(step -> ((DecommissionNode) step.step()).node())
                .containsExactly("west_6", "west_5", "west_4");
        assertThat(after(plan, "2-decommission-west_5")).containsExactly("1-decommission-west_6");
        var rest = new ArrayList<>(six.datacenter(Machines.WEST).orElseThrow().nodes());
        for (var step : plan.steps()) {
            rest.removeIf(node -> node.name().equals(((DecommissionNode) step.step()).node()));
            Map<String, Long> racks =
                    rest.stream().collect(Collectors.groupingBy(Node::rack, TreeMap::new, Collectors.counting()));
            assertThat(racks.values()).allSatisfy(count -> assertThat(count).isBetween(1L, 2L));
        }
    }

    @Test
    void resizesUpBeforeNodesLeaveAndDownAfterwards() {
        var six = orders(6, MEDIUM);

        assertThat(steps(ScalePlanner.plan(request(quiet("r", 3, LARGE), six))))
                .startsWith("1-resize-west_1")
                .endsWith("6-decommission-west_4");
        assertThat(steps(ScalePlanner.plan(request(quiet("r", 3, SMALL), six))))
                .startsWith("1-decommission-west_6")
                .endsWith("6-resize-west_3");
    }

    @Test
    void resizesDownOnlyAfterNewNodesHaveJoined() {
        var plan = ScalePlanner.plan(request(quiet("r", 6, SMALL), orders(3, LARGE)));

        assertThat(steps(plan)).startsWith("1-prepare", "2-join", "3-clean-up", "4-resize-west_1");
        assertThat(after(plan, "4-resize-west_1")).containsExactly("3-clean-up");
    }

    @Test
    void resizesNobodyWhenNoSizeIsAskedForAndGivesNewNodesTheSizeThatMostHave() {
        var mixed = Machines.with(
                three,
                "west_3",
                node -> new Node(
                        node.name(),
                        node.address(),
                        node.datacenter(),
                        node.rack(),
                        LARGE,
                        node.state(),
                        node.tokens()));
        var plan = ScalePlanner.plan(request(quiet("r", 6, null), mixed));

        assertThat(steps(plan)).containsExactly("1-prepare", "2-join", "3-clean-up");
        assertThat(plan.newNodes()).extracting(NewNode::sku).containsOnly(SMALL);
    }

    @Test
    void plansNothingWhenEverythingIsAsAskedFor() {
        var plan = ScalePlanner.plan(request(emergency("r", 3, SMALL), three));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.nodes()).containsExactly("west_1", "west_2", "west_3");
    }

    @Test
    void eachStepComesAfterThoseThatItWaitsFor() {
        for (var demand : List.of(emergency("r", 6, LARGE), quiet("r", 9, SMALL))) {
            var seen = new ArrayList<String>();
            for (var step :
                    ScalePlanner.plan(request(demand, orders(3, MEDIUM))).steps()) {
                assertThat(seen).containsAll(step.after());
                seen.add(step.stepId());
            }
            assertThat(seen).isNotEmpty();
        }
    }

    @Test
    void namesEveryViolatedRuleAtOnce() {
        var sick = Machines.with(three, "west_2", node -> inState(node, NodeState.STOPPED));

        assertThat(ScalePlanner.violations(request(quiet("r", 2, new Sku("Local_XL")), sick)))
                .extracting(Violation::field)
                .containsExactly("nodeCount", "nodeCount", "sku", "node west_2");
    }

    @Test
    void refusesToShrinkBelowTheReplicationFactorOfAnyKeyspace() {
        var request =
                request(quiet("r", 3, null), orders(6, MEDIUM), Machines.replicated(Map.of("wide", 5, "narrow", 3)));

        assertThat(ScalePlanner.violations(request)).singleElement().satisfies(violation -> assertThat(violation.rule())
                .contains("5 of keyspace wide"));
    }

    @Test
    void refusesToShrinkWhileADatacenterIsDead() {
        assertThat(ScalePlanner.violations(request(emergency("r", 3, null), orders(6, MEDIUM))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).contains("while a datacenter is dead"));
    }

    @Test
    void letsANodeGoOnLeavingButLeavesNoneBehind() {
        var leaving = Machines.with(orders(6, MEDIUM), "west_6", node -> inState(node, NodeState.LEAVING));

        assertThat(ScalePlanner.violations(request(quiet("r", 3, null), leaving)))
                .isEmpty();
        assertThat(ScalePlanner.violations(request(quiet("r", 6, null), leaving)))
                .extracting(Violation::field)
                .containsExactly("node west_6");
    }
}
