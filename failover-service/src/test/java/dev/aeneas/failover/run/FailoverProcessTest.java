package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.LARGE;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.RUN;
import static dev.aeneas.failover.run.FailoverScenario.SMALL;
import static dev.aeneas.failover.run.FailoverScenario.START;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.failOver;
import static dev.aeneas.failover.run.FailoverScenario.policyWith;
import static dev.aeneas.failover.run.FailoverScenario.recovered;
import static dev.aeneas.failover.run.FailoverScenario.scaleFailed;
import static dev.aeneas.failover.run.FailoverScenario.scaleRefused;
import static dev.aeneas.failover.run.FailoverScenario.scaled;
import static dev.aeneas.failover.run.FailoverScenario.suspected;
import static dev.aeneas.failover.run.FailoverScenario.topology;
import static dev.aeneas.failover.run.FailoverScenario.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.CapacityRestored;
import dev.aeneas.contracts.FailoverEvent.ConsistencyRestored;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.FailoverRefused;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.failover.forecast.Beside;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverProcessTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Levels LOCAL = new Levels("LOCAL_QUORUM", "LOCAL_QUORUM");

    @Test
    void shiftsClientsFirstAndThenAsksForThePrimarysCapacity() {
        var orders = withPolicy(Mode.AUTOMATIC);

        assertThat(orders.given(down("east")))
                .containsExactly(
                        new FailoverStarted(ORDERS, RUN, 1, "east", EAST, WEST),
                        new TrafficShifted(
                                ORDERS, RUN, 1, EAST, WEST, List.of("127.9.4.1", "127.9.4.2", "127.9.4.3"), LOCAL),
                        new ScaleDatacenter(ORDERS, WEST, RUN, 6, LARGE, List.of(EAST)));
        assertThat(orders.state().routing()).isEqualTo(new Routing(WEST, 1));
    }

    @Test
    void walksFromGrowthThroughRepairToTheEndAndMeasures() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(suspected("east"));
        orders.after(TWO_SECONDS).given(down("east"));
        assertThat(orders.openWork()).isEmpty();

        assertThat(orders.after(Duration.ofSeconds(30)).given(scaled(RUN)))
                .containsExactly(new CapacityRestored(ORDERS, RUN, WEST, 6, LARGE, Duration.ofSeconds(34)));
        assertThat(orders.openWork()).hasSize(1);

        assertThat(orders.after(Duration.ofSeconds(10)).repaired())
                .containsExactly(
                        new ConsistencyRestored(ORDERS, RUN, WEST, Duration.ofSeconds(44), LOCAL),
                        new FailoverCompleted(ORDERS, RUN, 1, Duration.ofSeconds(34)));
        assertThat(orders.run()).isInstanceOf(FailoverRun.Completed.class);
        assertThat(orders.run().facts().timeline().suspectedAt()).isEqualTo(START);
        assertThat(orders.openWork()).isEmpty();
        assertThat(orders.state().beside()).isEqualTo(new Beside(1, TWO_SECONDS));
    }

    @Test
    void stepsConsistencyDownWithTheShiftAndNotBackWhileTheLostRegionIsNotWell() {
        var orders = withPolicy(Mode.AUTOMATIC);
        assertThat(orders.state().steppedConsistency()).isEmpty();

        orders.given(down("east"));
        assertThat(orders.state().steppedConsistency()).contains(LOCAL);
        orders.given(scaled(RUN));
        orders.repaired();
        assertThat(orders.state().steppedConsistency()).isPresent();
        orders.given(recovered("east"));
        assertThat(orders.state().steppedConsistency()).isPresent();
    }

    @Test
    void stepsConsistencyBackOnceRestoredWhenTheLeftRegionIsWell() {
        var orders = withPolicy(Mode.ASK);
        orders.given(failOver("east"));
        assertThat(orders.state().steppedConsistency()).isPresent();

        orders.given(scaled(RUN));
        assertThat(orders.repaired()).first().isInstanceOf(ConsistencyRestored.class);
        assertThat(orders.state().steppedConsistency()).isEmpty();
    }

    @Test
    void growsToThePolicysTargetWhenItNamesOne() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, 9, SMALL));

        assertThat(orders.given(down("east")))
                .last()
                .isEqualTo(new ScaleDatacenter(ORDERS, WEST, RUN, 9, SMALL, List.of(EAST)));
    }

    @Test
    void asksForNoCapacityWhenTheStandbyHasIt() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(new TopologyChanged(ORDERS, topology(2, 6, LARGE)));

        assertThat(orders.given(down("east"))).last().isInstanceOf(CapacityRestored.class);
        assertThat(orders.openWork()).hasSize(1);
    }

    @Test
    void opensOneRunHoweverOftenTheLossIsAnnounced() {
        var orders = withPolicy(Mode.AUTOMATIC);
        var first = orders.given("loss", down("east"));

        assertThat(orders.given("loss", down("east"))).isEqualTo(first);
        assertThat(orders.given(down("east"))).isEmpty();
        assertThat(orders.state().runs()).hasSize(1);
    }

    @Test
    void goesOnWhenTheLostRegionReturnsInTheMiddle() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));
        assertThat(orders.given(recovered("east"))).isEmpty();
        orders.given(scaled(RUN));
        orders.repaired();

        assertThat(orders.state().routing()).isEqualTo(new Routing(WEST, 1));
        assertThat(orders.state().standing("east").kind()).isEqualTo(RegionStanding.Kind.QUARANTINED);
    }

    @Test
    void asksAPersonWhenThePolicySaysSoAndOnlyOnce() {
        var orders = withPolicy(Mode.ASK);

        assertThat(orders.given(down("east"))).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        assertThat(orders.given(down("east"))).isEmpty();
        assertThat(orders.given(failOver("east"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void doesNothingWhenThePolicyIsOffOrTheLossConcernsNoClient() {
        assertThat(withPolicy(Mode.OFF).given(down("east"))).isEmpty();
        assertThat(withPolicy(Mode.AUTOMATIC).given(down("west"))).isEmpty();
    }

    @Test
    void asksAPersonWhenTheStandbyIsDownToo() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("west"));

        assertThat(orders.given(down("east")))
                .singleElement()
                .isInstanceOfSatisfying(FailoverDecisionNeeded.class, asked -> assertThat(asked.reason())
                        .contains("its region west is down too"));
        assertThat(refusal(orders.given(failOver("east"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void asksAPersonWhenTheStandbysRegionFailsAfterAFailover() {
        var orders = completed();
        orders.given(recovered("east"));

        assertThat(orders.given(down("west"))).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        assertThat(orders.state().runs()).hasSize(1);
    }

    @Test
    void needsAPersonsWordForASecondFailoverWithinTheBlockWindow() {
        var orders = completed();
        orders.given(recovered("east"));
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, WEST, EAST, null, null));

        assertThat(orders.given(down("west"))).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        assertThat(orders.given(failOver("west")))
                .first()
                .isEqualTo(new FailoverStarted(ORDERS, "orders-failover-2", 2, "west", WEST, EAST));
    }

    @Test
    void refusesAFailoverWithItsReason() {
        var orders = withPolicy(Mode.AUTOMATIC);
        assertThat(refusal(orders.given(failOver("west"))).kind()).isEqualTo(Refusal.Kind.INVALID);
        orders.given(down("east"));
        assertThat(refusal(orders.given(failOver("west"))).kind()).isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void asksScalingAgainWhenAnotherChangeHoldsTheClusterAndGivesUpInTheEnd() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));
        assertThat(orders.given(scaleRefused(RUN, Refusal.Kind.CONFLICT))).isEmpty();

        assertThat(orders.wake())
                .containsExactly(new ScaleDatacenter(ORDERS, WEST, RUN + "-2", 6, LARGE, List.of(EAST)));
        assertThat(orders.given(scaled(RUN))).isEmpty();
        assertThat(orders.wake()).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        assertThat(orders.given(scaled(RUN + "-2"))).singleElement().isInstanceOf(CapacityRestored.class);
    }

    @Test
    void waitsForTheScaleRunThatTookThePlaceOfItsOwn() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));

        assertThat(orders.given(new ScaleSuperseded(ORDERS, WEST, RUN, "by-hand", "nothing was changed")))
                .isEmpty();
        assertThat(orders.given(scaled(RUN))).isEmpty();
        assertThat(orders.given(scaled("by-hand"))).singleElement().isInstanceOf(CapacityRestored.class);
    }

    @Test
    void repairsAndKeepsClientsWhereTheyAreWhenTheStandbyDoesNotGrow() {
        for (var answer : List.of(scaleFailed(RUN), scaleRefused(RUN, Refusal.Kind.INVALID))) {
            var orders = withPolicy(Mode.AUTOMATIC);
            orders.given(policyWith(noPlanB()));
            orders.given(down("east"));

            assertThat(orders.given(answer)).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
            assertThat(orders.openWork()).hasSize(1);
            assertThat(orders.repaired()).hasExactlyElementsOfTypes(ConsistencyRestored.class, FailoverFailed.class);
            assertThat(orders.state().routing().datacenter()).isEqualTo(WEST);
        }
    }

    @Test
    void repairsAgainAfterAPauseAndFailsAfterTheLastAttempt() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));
        orders.given(scaled(RUN));
        for (int attempt = 1; attempt < 3; attempt++) {
            assertThat(orders.repairFails()).isEmpty();
            assertThat(orders.openWork()).isEmpty();
            orders.wake();
        }

        assertThat(orders.repairFails())
                .singleElement()
                .isInstanceOfSatisfying(
                        FailoverFailed.class,
                        failed -> assertThat(failed.error().message()).contains("hung up"));
        assertThat(orders.openWork()).isEmpty();
    }

    @Test
    void refusesAPolicyThatTheClusterCannotKeep() {
        var orders = withPolicy(Mode.AUTOMATIC);
        var nowhere = new DatacenterName("nowhere");

        assertThat(refusal(orders.given(new SetFailoverPolicy(ORDERS, Mode.ASK, nowhere, WEST, null, null)))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refusal(orders.given(new SetFailoverPolicy(ORDERS, Mode.ASK, EAST, WEST, 4, null)))
                        .violations())
                .extracting(Refusal.Violation::field)
                .containsExactly("targetNodeCount");
        assertThat(orders.state().policy().mode()).isEqualTo(Mode.AUTOMATIC);
    }

    @Test
    void keepsGrowingItsEpochWhenAClusterOfThatNameIsCreatedAgain() {
        var orders = completed();
        orders.given(new ClusterDeleted(ORDERS, "operation-1"));
        orders.given(new TopologyChanged(ORDERS, topology(1, 3, SMALL)));
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, null, null));

        assertThat(orders.given(down("east")))
                .first()
                .isEqualTo(new FailoverStarted(ORDERS, "orders-failover-2", 2, "east", EAST, WEST));
    }

    @Test
    void ignoresAnOlderTopology() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(new TopologyChanged(ORDERS, topology(5, 6, LARGE)));
        orders.given(new TopologyChanged(ORDERS, topology(4, 3, SMALL)));

        assertThat(orders.state().contactPoints(WEST)).hasSize(6);
    }

    private static FailoverTerms noPlanB() {
        return new FailoverTerms(null, null, null, null, null, null, new FailoverTerms.PlanB(List.of(), false));
    }

    private static FailoverScenario completed() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));
        orders.given(scaled(RUN));
        orders.repaired();
        return orders;
    }

    private static FailoverRefused refusal(List<?> said) {
        assertThat(said).singleElement().isInstanceOf(FailoverRefused.class);
        return (FailoverRefused) said.get(0);
    }
}
