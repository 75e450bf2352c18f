package dev.aeneas.scaling.plan;

import static dev.aeneas.scaling.Machines.LARGE;
import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.evenly;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.prepared;
import static dev.aeneas.scaling.Machines.request;
import static dev.aeneas.scaling.Machines.spares;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.PlannedStep;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.contracts.TopologyStep.NewNode;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.scaling.Machines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SparesTest {

    private record Case(String name, ClusterTopology topology, Demand demand, List<String> steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Demand asked(Integer nodes, Sku sku, Integer spareCount) {
        return spares("r", nodes, sku, spareCount);
    }

    static Stream<Arguments> plans() {
        var three = orders(3, SMALL);
        var oneSpare = keeping(1, prepared(three, SMALL, 4));
        var threeSpares = keeping(3, prepared(three, SMALL, 4, 5, 6));
        return Stream.of(
                        new Case(
                                "the first spare",
                                three,
                                asked(null, null, 1),
                                List.of("1-keep-spares", "2-refill-spares")),
                        new Case("as many spares as there are", oneSpare, asked(null, null, 1), List.of()),
                        new Case("nothing to change at all", oneSpare, asked(3, SMALL, null), List.of()),
                        new Case(
                                "no spares any more",
                                oneSpare,
                                asked(null, null, 0),
                                List.of("1-keep-spares", "2-remove-west_4")),
                        new Case(
                                "growing into all spares, which are made anew",
                                threeSpares,
                                asked(6, null, null),
                                List.of("1-prepare", "2-join", "3-clean-up", "4-refill-spares")),
                        new Case(
                                "growing with fewer spares than newcomers",
                                oneSpare,
                                asked(6, null, null),
                                List.of("1-prepare", "2-join", "3-clean-up", "4-refill-spares")),
                        new Case(
                                "growing with the spares and keeping none",
                                threeSpares,
                                asked(6, null, 0),
                                List.of("1-prepare", "2-join", "3-clean-up", "4-keep-spares")),
                        new Case(
                                "an emergency leaves refilling for later",
                                threeSpares,
                                emergency("r", 6, null),
                                List.of("1-prepare", "2-lift-throttles", "3-join", "4-restore-throttles")),
                        new Case(
                                "a growth and another size: spares of the old one are no use",
                                oneSpare,
                                asked(6, LARGE, null),
                                List.of(
                                        "1-prepare",
                                        "2-resize-west_1",
                                        "3-resize-west_2",
                                        "4-resize-west_3",
                                        "5-join",
                                        "6-clean-up",
                                        "7-remove-west_4",
                                        "8-refill-spares")),
                        new Case(
                                "another size and nothing else",
                                oneSpare,
                                asked(null, MEDIUM, null),
                                List.of(
                                        "1-resize-west_1",
                                        "2-resize-west_2",
                                        "3-resize-west_3",
                                        "4-remove-west_4",
                                        "5-refill-spares")),
                        new Case(
                                "fewer nodes of a smaller size keep their spare only when it is as small",
                                keeping(1, prepared(orders(6, MEDIUM), SMALL, 7)),
                                asked(3, SMALL, null),
                                List.of(
                                        "1-decommission-west_6",
                                        "2-decommission-west_5",
                                        "3-decommission-west_4",
                                        "4-resize-west_1",
                                        "5-resize-west_2",
                                        "6-resize-west_3")),
                        new Case(
                                "fewer nodes of a bigger size",
                                orders(6, SMALL),
                                asked(3, LARGE, null),
                                List.of(
                                        "1-resize-west_1",
                                        "2-resize-west_2",
                                        "3-resize-west_3",
                                        "4-decommission-west_6",
                                        "5-decommission-west_5",
                                        "6-decommission-west_4")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void plans(Case some) {
        var request = request(some.demand(), some.topology());

        assertThat(ScalePlanner.violations(request)).isEmpty();
        assertThat(ScalePlanner.plan(request).steps())
                .extracting(PlannedStep::stepId)
                .containsExactlyElementsOf(some.steps());
    }

    private static List<NewNode> refilled(ScalePlan plan) {
        return plan.steps().stream()
                .filter(step -> step.stepId().endsWith("refill-spares"))
                .flatMap(step -> ((PrepareNodes) step.step()).nodes().stream())
                .toList();
    }

    @Test
    void usesSparesFirstAndMakesOnlyTheRest() {
        var plan = ScalePlanner.plan(request(asked(6, null, null), keeping(1, prepared(orders(3, SMALL), SMALL, 4))));

        assertThat(plan.newNodes()).extracting(NewNode::name).containsExactly("west_4", "west_5", "west_6");
        assertThat(refilled(plan)).extracting(NewNode::name).containsExactly("west_7");
        assertThat(plan.nodes()).doesNotContain("west_7").hasSize(6);
    }

    private static ClusterFacts silent(String... names) {
        return new ClusterFacts(Map.of(), Map.of(), Set.of(names), null, List.of());
    }

    @Test
    void countsNoSpareThatDoesNotAnswerAndStartsItAnew() {
        var twoSpares = keeping(2, prepared(orders(3, SMALL), SMALL, 4, 5));

        var plan = ScalePlanner.plan(request(asked(null, null, null), twoSpares, silent("west_4")));

        assertThat(plan.steps()).extracting(PlannedStep::stepId).containsExactly("1-refill-spares");
        assertThat(refilled(plan)).extracting(NewNode::name).containsExactly("west_4");
        assertThat(refilled(plan).get(0).tokens())
                .isEqualTo(node(twoSpares, "west_4").tokens());
        assertThat(plan.notes())
                .contains("west_4 was prepared and does not answer: it counts only when it is started anew");
    }

    @Test
    void takesAwayASilentSpareThatNobodyAskedFor() {
        var plan = ScalePlanner.plan(request(
                asked(null, null, null), keeping(1, prepared(orders(3, SMALL), SMALL, 4, 5)), silent("west_4")));

        assertThat(plan.steps()).extracting(PlannedStep::stepId).containsExactly("1-remove-west_4");
    }

    @Test
    void growsWithASpareThatAnswersBeforeOneThatDoesNot() {
        // both stand in the first rack
        var plan = ScalePlanner.plan(
                request(asked(6, null, 0), keeping(2, prepared(orders(3, SMALL), SMALL, 4, 7)), silent("west_4")));

        assertThat(plan.newNodes()).extracting(NewNode::name).containsExactly("west_5", "west_6", "west_7");
        assertThat(plan.prepared()).containsExactly("west_7");
    }

    @Test
    void startsASilentSpareThatIsNeededAndDoesNotCallItPrepared() {
        var plan = ScalePlanner.plan(
                request(asked(6, null, 0), keeping(1, prepared(orders(3, SMALL), SMALL, 4)), silent("west_4")));

        assertThat(plan.newNodes()).extracting(NewNode::name).containsExactly("west_4", "west_5", "west_6");
        assertThat(plan.prepared()).isEmpty();
    }

    @Test
    void leavesASilentSpareAloneInAnEmergencyThatDoesNotNeedIt() {
        var plan = ScalePlanner.plan(request(
                emergency("r", null, MEDIUM), keeping(1, prepared(orders(3, SMALL), MEDIUM, 4)), silent("west_4")));

        assertThat(plan.steps()).extracting(PlannedStep::stepId).noneMatch(step -> step.contains("spares"));
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("1 spare missing"));
    }

    private static ClusterTopology.Node node(ClusterTopology topology, String name) {
        return topology.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsRacksBalancedWhateverSparesThereAre() {
        // both spares stand in the first rack: only one of them fits into three new nodes
        var plan = ScalePlanner.plan(request(asked(6, null, 0), keeping(2, prepared(orders(3, SMALL), SMALL, 4, 7))));

        assertThat(plan.newNodes())
                .extracting(node -> node.name() + " in " + node.rack())
                .containsExactly("west_4 in west_1", "west_5 in west_2", "west_6 in west_3");
        assertThat(plan.steps()).extracting(PlannedStep::stepId).contains("5-remove-west_7");
    }

    @Test
    void tellsThePrice() {
        var three = orders(3, MEDIUM);

        assertThat(ScalePlanner.plan(request(asked(null, null, 1), three)).notes())
                .contains("1 spare: one machine of Local_M idle");
        assertThat(ScalePlanner.plan(request(asked(null, null, 3), three)).notes())
                .contains("3 spares: 3 machines of Local_M idle");
    }

    @Test
    void givesSparesTokensSoThatUsingThemKeepsTheDatacenterEven() {
        var three = evenly(orders(3, SMALL));
        var six = refilled(ScalePlanner.plan(request(asked(null, null, 6), three)));
        var west = new ArrayList<>(three.datacenter(Machines.WEST).orElseThrow().nodes());
        six.forEach(node -> west.add(Machines.prepared(node)));
        var ready = keeping(6, Machines.nodes(three, west));

        for (int nodes : new int[] {6, 9, 12}) {
            var plan = ScalePlanner.plan(request(asked(nodes, null, null), ready));
            assertThat(plan.ownership().get(0).after()).as(nodes + " nodes").isLessThanOrEqualTo(0.10);
        }
    }

    @Test
    void neverUsesATokenTwice() {
        var plan = ScalePlanner.plan(request(asked(9, null, 6), keeping(1, prepared(orders(3, SMALL), SMALL, 4))));
        var tokens = plan.steps().stream()
                .map(PlannedStep::step)
                .filter(PrepareNodes.class::isInstance)
                .flatMap(step -> ((PrepareNodes) step).nodes().stream())
                .flatMap(node -> node.tokens().stream())
                .toList();

        assertThat(tokens).hasSize((6 + 6) * 16).doesNotHaveDuplicates();
    }

    @Test
    void refusesToChangeSparesWhileADatacenterIsDead() {
        var demand = new Demand(Machines.ORDERS, Machines.WEST, "r", 6, null, List.of(Machines.EAST), 2);

        assertThat(ScalePlanner.violations(request(demand, orders(3, SMALL))))
                .extracting(Violation::field)
                .containsExactly("spareCount");
    }
}
