package dev.aeneas.scaling.plan;

import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static dev.aeneas.scaling.Machines.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.scaling.Machines;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cluster and the provider show, and what a demand must obey because of it. */
class RulesTest {
    private final ClusterTopology three = orders(3, SMALL);
    private final NodeFacts well = new NodeFacts(true, 100 << 20, 24, 0, List.of());

    private static ClusterFacts facts(NodeFacts first, NodeFacts second, NodeFacts third) {
        return new ClusterFacts(
                Map.of("app", 3),
                Map.of("west_1", first, "west_2", second, "west_3", third),
                Set.of(),
                null,
                List.of());
    }

    private static ProviderRoom room(int nodes, Long diskBytes) {
        return new ProviderRoom(
                List.of(
                        new RackRoom(WEST, "west_1", nodes),
                        new RackRoom(WEST, "west_2", nodes),
                        new RackRoom(WEST, "west_3", nodes)),
                diskBytes);
    }

    private List<Violation> violations(Demand demand, ClusterFacts facts, ProviderRoom room) {
        return ScalePlanner.violations(
                new PlanRequest(demand, new Offer(three, Grain.NODE, Machines.SKUS, room), facts));
    }

    @Test
    void refusesToScaleADatacenterWithANodeDown() {
        assertThat(ScalePlanner.violations(request(quiet("r", 6, null), three, facts(well, NodeFacts.SILENT, well))))
                .extracting(Violation::field)
                .containsExactly("node west_2");
    }

    @Test
    void believesTheOthersWhenTheyCallANodeDown() {
        var address = three.datacenter(WEST).orElseThrow().nodes().get(2).address();
        var sees = new NodeFacts(true, 0, 24, 0, List.of(address));

        assertThat(ScalePlanner.violations(request(quiet("r", 6, null), three, facts(sees, well, well))))
                .extracting(Violation::field)
                .containsExactly("node west_3");
    }

    @Test
    void refusesToScaleDuringARepairAndSaysWhoRepairs() {
        var repairs = new NodeFacts(true, 0, 24, 1, List.of());

        assertThat(ScalePlanner.violations(request(quiet("r", 6, null), three, facts(well, repairs, well))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).contains("[west_2] repair"));
    }

    @Test
    void waitsForNobodyInAnEmergency() {
        var repairs = new NodeFacts(true, 0, 24, 1, List.of());

        assertThat(ScalePlanner.violations(
                        request(emergency("r", 6, null), three, facts(repairs, NodeFacts.SILENT, well))))
                .isEmpty();
    }

    @Test
    void refusesMoreNodesThanThereAreAddresses() {
        assertThat(violations(quiet("r", 9, null), facts(well, well, well), room(1, null)))
                .extracting(Violation::rule)
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule).contains("addresses for 1 more nodes, 2 are to be made"));
        assertThat(violations(quiet("r", 9, null), facts(well, well, well), room(2, null)))
                .isEmpty();
    }

    @Test
    void refusesMoreDataThanTheDiskHasRoomFor() {
        assertThat(violations(quiet("r", 6, null), facts(well, well, well), room(9, 100L << 20)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).contains("100 MiB are free"));
        assertThat(violations(quiet("r", 6, null), facts(well, well, well), room(9, 200L << 20)))
                .isEmpty();
    }

    @Test
    void namesEveryBrokenRuleAtOnceWhoeverShowedIt() {
        var repairs = new NodeFacts(true, 0, 24, 1, List.of());
        var facts = new ClusterFacts(
                Map.of("wide", 8),
                Map.of("west_1", repairs, "west_2", NodeFacts.SILENT, "west_3", well),
                Set.of(),
                null,
                List.of());

        assertThat(violations(quiet("r", 7, new Sku("Local_XL")), facts, room(0, 1L)))
                .extracting(
                        violation -> violation.field() + ": " + violation.rule().replaceFirst("(( [^ ]+){2}).*", "$1"))
                .contains("nodeCount: must be a", "sku: must be one", "node west_2: must be Up/Normal;")
                .hasSizeGreaterThan(6);
    }
}
