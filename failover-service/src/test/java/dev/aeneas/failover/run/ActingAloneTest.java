package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.RUN;
import static dev.aeneas.failover.run.FailoverScenario.START;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.failOver;
import static dev.aeneas.failover.run.FailoverScenario.policyWith;
import static dev.aeneas.failover.run.FailoverScenario.scaled;
import static dev.aeneas.failover.run.FailoverScenario.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.FailoverCommand.AbortFailover;
import dev.aeneas.contracts.FailoverCommand.AcknowledgeFailover;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverEvent.FailoverDecisionNeeded;
import dev.aeneas.contracts.FailoverEvent.FailoverRefused;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.AllowedHours;
import dev.aeneas.contracts.PolicyEvent.FailoverAborted;
import dev.aeneas.contracts.PolicyEvent.FailoverAcknowledged;
import dev.aeneas.contracts.PolicyEvent.FailoversResumed;
import dev.aeneas.contracts.PolicyEvent.FailoversStopped;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.ScalingCommand.SupersedeRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActingAloneTest {
    @Test
    void asksAPersonOutsideOfTheAllowedHoursAndActsInsideThem() {
        // a Sunday, 10:00 UTC, that is 11:00 in Rome
        assertThat(lostUnder(hours("0 11 * * 0", "PT1H", "Europe/Rome"))).isEqualTo(FailoverStarted.class);
        assertThat(lostUnder(hours("0 10 * * 0", "PT1H", "Europe/Rome"))).isEqualTo(FailoverDecisionNeeded.class);
        assertThat(lostUnder(hours("0 8 * * 1-5", "PT10H", null))).isEqualTo(FailoverDecisionNeeded.class);
    }

    @Test
    void takesAPersonsWordAtAnyHour() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(policyWith(hours("0 8 * * 1-5", "PT10H", null)));
        orders.given(down("east"));

        assertThat(orders.given(failOver("east"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void asksAPersonWhileFailoversAreStoppedAndSaysWhy() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(new FailoversStopped(ORDERS, "the network is rebuilt"));

        assertThat(reason(orders.given(down("east")))).contains("the network is rebuilt", "resume");
        assertThat(reason(orders.given(new FailoversResumed(ORDERS, "done")))).contains("still is down");
        assertThat(orders.state().runs()).isEmpty();
        assertThat(orders.given(failOver("east"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void actsAgainAfterTheStopIsTakenBack() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(new FailoversStopped(ORDERS, "the network is rebuilt"));
        assertThat(orders.given(new FailoversResumed(ORDERS, "done"))).isEmpty();

        assertThat(orders.given(down("east"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void actsWithinTheBlockWindowOnceTheFailoverBeforeIsAcknowledged() {
        var orders = failedOverAndTurnedRound(FailoverTerms.NONE);
        assertThat(reason(orders.given(down("west")))).contains("acknowledge");

        orders = failedOverAndTurnedRound(FailoverTerms.NONE);
        assertThat(orders.given(new AcknowledgeFailover(ORDERS, RUN, "m.rossi")))
                .containsExactly(new FailoverAcknowledged(ORDERS, RUN, "m.rossi"));
        assertThat(orders.given(down("west"))).first().isInstanceOf(FailoverStarted.class);
    }

    @Test
    void blocksForAsLongAsThePolicySays() {
        var short1 = new FailoverTerms(null, null, null, Duration.ofMinutes(5), null, null, null);
        var orders = failedOverAndTurnedRound(short1);
        assertThat(orders.after(Duration.ofMinutes(6)).given(down("west")))
                .first()
                .isInstanceOf(FailoverStarted.class);
    }

    @Test
    void refusesToAcknowledgeOrAbortWhatIsNotThere() {
        var orders = withPolicy(Mode.AUTOMATIC);
        assertThat(refusal(orders.given(new AcknowledgeFailover(ORDERS, RUN, "m.rossi"))))
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        orders.given(down("east"));
        assertThat(refusal(orders.given(new AcknowledgeFailover(ORDERS, RUN, "m.rossi"))))
                .isEqualTo(Refusal.Kind.CONFLICT);
        orders.given(scaled(RUN));
        orders.repaired();
        assertThat(refusal(orders.given(new AbortFailover(ORDERS, RUN, "too late"))))
                .isEqualTo(Refusal.Kind.CONFLICT);
    }

    @Test
    void stopsGrowingWhenARunIsAbortedAndKeepsClientsWhereTheyAre() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));

        assertThat(orders.given(new AbortFailover(ORDERS, RUN, "the region is back")))
                .containsExactly(
                        new FailoverAborted(ORDERS, RUN, "the region is back"),
                        new SupersedeRun(ORDERS, RUN, RUN + "-abort"));
        assertThat(orders.given(scaled(RUN))).isEmpty();
        assertThat(orders.openWork()).isEmpty();
        assertThat(orders.state().routing()).isEqualTo(new Routing(WEST, 1));
        assertThat(orders.state().steppedConsistency()).isPresent();
    }

    @Test
    void endsARepairThatIsAborted() {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(down("east"));
        orders.given(scaled(RUN));

        assertThat(orders.given(new AbortFailover(ORDERS, RUN, "by hand"))).hasSize(1);
        assertThat(orders.repaired()).isEmpty();
        assertThat(orders.run()).isInstanceOf(FailoverRun.Aborted.class);
    }

    private static Class<?> lostUnder(FailoverTerms terms) {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(policyWith(terms));
        assertThat(START).isEqualTo("2026-11-22T10:00:00Z");
        return orders.given(down("east")).get(0).getClass();
    }

    private static FailoverTerms hours(String cron, String open, String zone) {
        var hours = new AllowedHours(List.of(new Window(cron, Duration.parse(open))), zone);
        return new FailoverTerms(null, null, hours, null, null, null, null);
    }

    private static FailoverScenario failedOverAndTurnedRound(FailoverTerms terms) {
        var orders = withPolicy(Mode.AUTOMATIC);
        orders.given(failOver("east"));
        orders.given(scaled(RUN));
        orders.repaired();
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, WEST, EAST, null, null, null, terms));
        return orders;
    }

    private static String reason(List<?> said) {
        assertThat(said).singleElement().isInstanceOf(FailoverDecisionNeeded.class);
        return ((FailoverDecisionNeeded) said.get(0)).reason();
    }

    private static Refusal.Kind refusal(List<?> said) {
        assertThat(said).singleElement().isInstanceOf(FailoverRefused.class);
        return ((FailoverRefused) said.get(0)).kind();
    }
}
