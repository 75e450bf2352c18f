package dev.aeneas.scaling.cluster;

import static dev.aeneas.scaling.Machines.EAST;
import static dev.aeneas.scaling.Machines.LARGE;
import static dev.aeneas.scaling.Machines.MEDIUM;
import static dev.aeneas.scaling.Machines.ORDERS;
import static dev.aeneas.scaling.Machines.SKUS;
import static dev.aeneas.scaling.Machines.SMALL;
import static dev.aeneas.scaling.Machines.WEST;
import static dev.aeneas.scaling.Machines.emergency;
import static dev.aeneas.scaling.Machines.keeping;
import static dev.aeneas.scaling.Machines.orders;
import static dev.aeneas.scaling.Machines.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.DatacenterReady;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleRequested;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.contracts.ScalingEvent.SparesMissing;
import dev.aeneas.contracts.StepTime;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.Received;
import dev.aeneas.scaling.plan.ClusterFacts;
import dev.aeneas.scaling.plan.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterDecisionsTest {
    private final KnownCluster known = KnownCluster.NEW.seen(orders(3, SMALL));

    private static Decision<KnownCluster> decide(KnownCluster state, Message message) {
        return ClusterDecisions.KIND
                .decide(Optional.ofNullable(state), new Received<>("in-1", "c", Instant.EPOCH, message))
                .orElseThrow();
    }

    private static ScaleDatacenter ask(Demand demand) {
        return new ScaleDatacenter(
                demand.cluster(),
                demand.datacenter(),
                demand.runId(),
                demand.nodeCount(),
                demand.sku(),
                demand.deadDatacenters(),
                demand.spareCount());
    }

    private static ScaleRefused refusal(Decision<KnownCluster> decision) {
        assertThat(decision.messages()).singleElement().isInstanceOf(ScaleRefused.class);
        return (ScaleRefused) decision.messages().get(0);
    }

    @Test
    void admitsARunAndSaysWhatWasAskedFor() {
        var decision = decide(known, ask(emergency("a", 6, MEDIUM)));

        assertThat(decision.messages())
                .containsExactly(emergency("a", 6, MEDIUM).accepted());
        assertThat(decision.state().openRun().runId()).isEqualTo("a");
    }

    @Test
    void namesARunAfterItsMessageWhenNobodyElseDid() {
        var decision = decide(known, ask(quiet(null, 6, null)));

        assertThat(((ScaleRequested) decision.messages().get(0)).runId()).isEqualTo("in-1");
    }

    @Test
    void letsTheNewestRequestForTheSameDatacenterTakeThePlaceOfTheOpenRun() {
        var decision = decide(known.admitting(quiet("a", 6, null)), ask(quiet("b", 9, null)));

        assertThat(decision.messages()).containsExactly(quiet("b", 9, null).accepted(List.of("a")));
        assertThat(decision.state().openRun().runId()).isEqualTo("a");
        assertThat(decision.state().next().runId()).isEqualTo("b");
    }

    @Test
    void supersedesWhoeverWaitsBehindTheOpenRunToo() {
        var waiting = known.admitting(quiet("a", 6, null)).admitting(quiet("b", 9, null));
        var decision = decide(waiting, ask(quiet("c", 3, null)));

        assertThat(decision.messages()).containsExactly(quiet("c", 3, null).accepted(List.of("b", "a")));
        assertThat(decision.state().next().runId()).isEqualTo("c");
    }

    @Test
    void letsAnEmergencyGiveWayToAnotherEmergencyOnly() {
        var open = known.admitting(emergency("a", 6, MEDIUM));

        var refused = refusal(decide(open, ask(quiet("b", 9, null))));
        assertThat(refused.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refused.runId()).isEqualTo("b");
        assertThat(refused.violations()).singleElement().satisfies(v -> assertThat(v.rule())
                .contains("run a"));
        assertThat(decide(open, ask(emergency("b", 9, LARGE))).state().next().runId())
                .isEqualTo("b");
    }

    @Test
    void refusesARequestForAnotherDatacenterUnlessItIsAnEmergency() {
        var open = known.admitting(new Demand(ORDERS, EAST, "a", 9, null, List.of(), null));

        assertThat(refusal(decide(open, ask(quiet("b", 9, null)))).violations())
                .singleElement()
                .satisfies(v -> assertThat(v.rule()).contains("run a (east)"));
        assertThat(decide(open, ask(emergency("b", 9, LARGE))).state().next().runId())
                .isEqualTo("b");
    }

    @Test
    void tellsTheNextRunThatItIsItsTurnWhenTheOpenOneMadeWay() {
        var waiting = known.admitting(quiet("a", 6, null)).admitting(quiet("b", 9, null));
        var decision = decide(waiting, new ScaleSuperseded(ORDERS, WEST, "a", "b", "nothing was changed"));

        assertThat(decision.messages()).containsExactly(quiet("b", 9, null).accepted());
        assertThat(decision.state().openRun().runId()).isEqualTo("b");
        assertThat(decision.state().next()).isNull();
    }

    @Test
    void makesRoomWhenARunWasRefusedTheLockAndForNoOtherRefusal() {
        var busy = known.admitting(quiet("a", 6, null));
        var locked = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.CONFLICT, List.of(new Violation("topology", "is held by restore-7")), "a");
        var invalid = new ScaleRefused(
                ORDERS, "c", Refusal.Kind.INVALID, List.of(new Violation("nodeCount", "must be more")), "a");

        assertThat(decide(busy, invalid).state().openRun()).isNotNull();
        assertThat(decide(busy, locked).state().openRun()).isNull();
    }

    private static DatacenterReady ready(DatacenterName datacenter) {
        return new DatacenterReady(ORDERS, "op", datacenter);
    }

    private static Demand spares(DatacenterName datacenter) {
        return new Demand(ORDERS, datacenter, "spares-" + datacenter + "-op", null, null, List.of(), null);
    }

    @Test
    void opensARunThatMakesTheSparesOfANewDatacenter() {
        var decision = decide(KnownCluster.NEW.seen(keeping(1, orders(3, SMALL))), ready(WEST));

        assertThat(decision.messages()).containsExactly(spares(WEST).accepted());
        assertThat(decision.state().openRun()).isEqualTo(spares(WEST));
        assertThat(decision.state().spareRuns()).isEmpty();
    }

    @Test
    void makesMissingSparesWhenNobodyElseScalesAndOnlyOnce() {
        var missing = new SparesMissing(ORDERS, WEST, 1, 0, "spares-orders-west-1");
        var again = new SparesMissing(ORDERS, WEST, 1, 0, "spares-orders-west-2");
        var open = KnownCluster.NEW.seen(keeping(1, orders(3, SMALL))).admitting(quiet("a", 6, null));

        var waiting = decide(open, missing);
        assertThat(waiting.messages()).isEmpty();
        assertThat(waiting.state().openRun().runId()).isEqualTo("a");
        assertThat(decide(waiting.state(), again).state().spareRuns()).hasSize(1);

        var ended = decide(waiting.state(), new TopologyReleased(ORDERS, "a", 1));
        assertThat(ended.messages())
                .containsExactly(
                        new Demand(ORDERS, WEST, "spares-orders-west-1", null, null, List.of(), null).accepted());
    }

    @Test
    void opensNoRunForANewDatacenterWithoutSpares() {
        assertThat(decide(known, ready(WEST))).isEqualTo(new Decision<>(known, List.of()));
    }

    @Test
    void makesTheSparesOfANewDatacenterAfterTheRunThatIsOpen() {
        var busy = KnownCluster.NEW
                .seen(keeping(1, orders(3, SMALL)))
                .admitting(new Demand(ORDERS, EAST, "a", 9, null, List.of(), null));

        var waiting = decide(busy, ready(WEST));
        assertThat(waiting.messages()).isEmpty();

        var ended = decide(waiting.state(), new TopologyReleased(ORDERS, "a", 1));
        assertThat(ended.messages()).containsExactly(spares(WEST).accepted());
    }

    @Test
    void forgetsTheSparesOfADatacenterThatIsGoneBeforeItsTurn() {
        var waiting = decide(
                        KnownCluster.NEW.seen(keeping(1, orders(3, SMALL))).admitting(quiet("a", 6, null)), ready(WEST))
                .state();

        var gone = decide(waiting, new ClusterDeleted(ORDERS, "delete")).state();

        assertThat(decide(gone, new TopologyReleased(ORDERS, "a", 1)).messages())
                .isEmpty();
    }

    @Test
    void learnsHowLongStepsTakeOnceFromEachRun() {
        var join = new StepTime("2-join", "JOIN", 1L << 30, null, Duration.ofSeconds(40));
        var run = new ScaleCompleted(
                ORDERS,
                WEST,
                "a",
                6,
                SMALL,
                List.of("west_1"),
                Instant.EPOCH,
                Duration.ofMinutes(1),
                null,
                null,
                List.of(join),
                null);

        var once = decide(known, run).state();
        assertThat(once.experience().samples()).singleElement().satisfies(sample -> assertThat(sample.took())
                .isEqualTo(Duration.ofSeconds(40)));
        assertThat(decide(once, run).state()).isEqualTo(once);
    }

    @Test
    void answersTheOpenRunsOwnRequestAgain() {
        var decision = decide(known.admitting(quiet("a", 6, null)), ask(quiet("a", 6, null)));

        assertThat(decision.messages()).containsExactly(quiet("a", 6, null).accepted());
    }

    @Test
    void doesNotRefuseTheOpenRunInTheNameOfSomebodyWhoReusesItsId() {
        var refused = refusal(decide(known.admitting(quiet("a", 6, null)), ask(quiet("a", 9, null))));

        assertThat(refused.runId()).isNull();
    }

    @Test
    void knowsNoClusterThatProvisioningDidNotTellOf() {
        assertThat(refusal(decide(null, ask(quiet("a", 6, null)))).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void knowsNoDeletedCluster() {
        var deleted = decide(known, new ClusterDeleted(ORDERS, "op")).state();

        assertThat(refusal(decide(deleted, ask(quiet("a", 6, null)))).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void knowsNoDatacenterThatIsNotThere() {
        var north = new ScaleDatacenter(ORDERS, new DatacenterName("north"), "a", 6, null, List.of());

        assertThat(refusal(decide(known, north)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void namesEveryRuleThatTheRequestBreaks() {
        var refused = refusal(decide(known, ask(quiet("a", 2, null))));

        assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused.violations()).hasSize(2);
    }

    @Test
    void keepsTheNewestTopologyWhateverComesLate() {
        var newer = orders(6, MEDIUM);
        var older = new ClusterTopology(ORDERS, 3, List.of());

        var state = decide(null, new TopologyChanged(ORDERS, newer)).state();
        assertThat(decide(state, new TopologyChanged(ORDERS, older)).state().topology())
                .isEqualTo(newer);
    }

    @Test
    void makesRoomWhenTheOpenRunsLockIsFreeAndForNoOtherRun() {
        var busy = known.admitting(quiet("a", 6, null));

        assertThat(decide(busy, new TopologyReleased(ORDERS, "b", 1)).state().openRun())
                .isNotNull();
        assertThat(decide(busy, new TopologyReleased(ORDERS, "a", 1)).state().openRun())
                .isNull();
    }

    @Test
    void plansADryRunOnTheMachinesThatItKnowsEvenWhileARunIsOpen() {
        var busy = Optional.of(known.admitting(quiet("a", 6, null)));

        assertThat(ClusterDecisions.objection(busy, quiet("dry-run", 6, null))).isEmpty();
        assertThat(ClusterDecisions.objection(Optional.empty(), quiet("dry-run", 6, null)))
                .isPresent();
        assertThat(ClusterDecisions.objection(known.planning(quiet("dry-run", 5, null), ClusterFacts.NONE)))
                .isPresent();
    }

    @Test
    void plansADryRunWithWhatTheProviderSaidThatItHasLeft() {
        var addresses = Stream.of("west_1", "west_2", "west_3")
                .map(rack -> new RackRoom(WEST, rack, 1))
                .toList();
        var offer = new ProviderOfferChanged(ORDERS, Grain.NODE, SKUS, new ProviderRoom(addresses, null));
        var told = decide(known, offer).state();

        assertThat(dryRun(told, 6)).isEmpty();
        assertThat(dryRun(told, 9))
                .hasValueSatisfying(
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::field, Violation::rule)
                                .contains(
                                        tuple(
                                                "nodeCount",
                                                "must fit in the address space: rack west_1 has addresses for 1 more nodes, 2 are to be made")));
    }

    @Test
    void knowsTheSizesBeforeTheFirstRun() {
        var offer = new ProviderOfferChanged(ORDERS, Grain.NODE, List.of(SMALL), null);
        var told = decide(known, offer).state();

        assertThat(refusal(decide(told, ask(quiet("a", 3, MEDIUM)))).violations())
                .extracting(Violation::field)
                .contains("sku");
    }

    private static Optional<ScaleRefused> dryRun(KnownCluster known, int nodes) {
        return ClusterDecisions.objection(known.planning(quiet("dry-run", nodes, null), ClusterFacts.NONE));
    }
}
