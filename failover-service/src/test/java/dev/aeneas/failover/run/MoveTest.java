package dev.aeneas.failover.run;

import static dev.aeneas.failover.run.FailoverScenario.EAST;
import static dev.aeneas.failover.run.FailoverScenario.LARGE;
import static dev.aeneas.failover.run.FailoverScenario.ORDERS;
import static dev.aeneas.failover.run.FailoverScenario.RUN;
import static dev.aeneas.failover.run.FailoverScenario.SMALL;
import static dev.aeneas.failover.run.FailoverScenario.WEST;
import static dev.aeneas.failover.run.FailoverScenario.down;
import static dev.aeneas.failover.run.FailoverScenario.recovered;
import static dev.aeneas.failover.run.FailoverScenario.scaled;
import static dev.aeneas.failover.run.FailoverScenario.suspected;
import static dev.aeneas.failover.run.FailoverScenario.topology;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.FailoverCommand.AbortMove;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverCommand.StayHere;
import dev.aeneas.contracts.FailoverCommand.SwitchOver;
import dev.aeneas.contracts.FailoverEvent.FailoverStarted;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveFailed;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.contracts.MoveEvent.MoveProgressed;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.MoveEvent.MoveStarted;
import dev.aeneas.contracts.MoveEvent.QuarantineEnded;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.ScalingCommand.ScaleDatacenter;
import dev.aeneas.failover.move.Move;
import dev.aeneas.failover.move.SyncDatacenters;
import dev.aeneas.failover.move.SyncDatacenters.DatacentersSynced;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planned moves: the order of their phases, what stops them, and that a failover takes precedence. */
class MoveTest {
    private final FailoverScenario orders = FailoverScenario.withPolicy(Mode.AUTOMATIC);

    /** Clients are in west, which has grown; east is back and in quarantine. */
    private void afterAFailover() {
        orders.given(down("east"));
        orders.given(new TopologyChanged(ORDERS, topology(2, 6, LARGE)));
        orders.given(scaled(RUN));
        orders.repaired();
        orders.given(recovered("east"));
        orders.after(Duration.ofHours(2));
    }

    private List<Message> synced(boolean inSync) {
        var work = (SyncDatacenters) orders.openWork().get(0);
        return orders.given(new DatacentersSynced(
                work.at().facts().runId(),
                work.at().phase(),
                work.at().round(),
                inSync,
                inSync ? "in sync" : "differ"));
    }

    private static FailBack failBack() {
        return new FailBack(ORDERS, "move-1", null);
    }

    private static <T> T only(List<Message> said, Class<T> type) {
        var found = said.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as("%s in %s", type.getSimpleName(), said).hasSize(1);
        return found.get(0);
    }

    private static List<String> fields(List<Message> said) {
        return only(said, MoveRefused.class).violations().stream()
                .map(Violation::field)
                .toList();
    }

    @Test
    void goesBackAfterBothWereRepairedAndShrinksWhatTheFailoverGrew() {
        afterAFailover();
        var begun = orders.given(failBack());
        assertThat(only(begun, MoveStarted.class).to()).isEqualTo(EAST);
        assertThat(begun).noneMatch(TrafficShifted.class::isInstance);

        var shifted = synced(true);
        var there = only(shifted, TrafficShifted.class);
        assertThat(there.to()).isEqualTo(EAST);
        assertThat(there.epoch()).isEqualTo(2);
        assertThat(there.contactPoints()).hasSize(6);
        assertThat(only(shifted, QuarantineEnded.class).region()).isEqualTo("east");
        assertThat(orders.openWork()).as("late clients may still write in west").isEmpty();

        orders.wake();
        var shrink = only(synced(true), ScaleDatacenter.class);
        assertThat(shrink.datacenter()).isEqualTo(WEST);
        assertThat(shrink.nodeCount()).isEqualTo(3);
        assertThat(shrink.sku()).isEqualTo(SMALL);

        var over = only(orders.given(scaled(shrink.runId())), MoveCompleted.class);
        assertThat(over.datacenter()).isEqualTo(EAST);
        assertThat(over.inSync()).isTrue();
        assertThat(orders.state().standing("east").kind()).isEqualTo(RegionStanding.Kind.HEALTHY);
        assertThat(orders.state().openMove()).isEmpty();
    }

    @Test
    void givesThePrimaryNoMoreNodesBecauseTheFailoverMadeTheStandbyLarger() {
        orders.given(new SetFailoverPolicy(ORDERS, Mode.AUTOMATIC, EAST, WEST, 9, SMALL));
        orders.given(down("east"));
        orders.given(new TopologyChanged(ORDERS, topology(2, 9, SMALL)));
        orders.given(scaled(RUN));
        orders.repaired();
        orders.given(recovered("east"));
        assertThat(orders.given(failBack())).noneMatch(ScaleDatacenter.class::isInstance);
    }

    @Test
    void givesThePrimaryWhatWasAddedWhereClientsAreSinceTheFailover() {
        afterAFailover();
        orders.given(new TopologyChanged(ORDERS, topology(3, 9, LARGE)));
        var grow = only(orders.given(failBack()), ScaleDatacenter.class);
        assertThat(grow.datacenter()).isEqualTo(EAST);
        assertThat(grow.nodeCount()).isEqualTo(9);
    }

    @Test
    void leavesTheStandbyLargeWhenAskedTo() {
        afterAFailover();
        orders.given(new FailBack(ORDERS, "move-1", false));
        synced(true);
        orders.wake();
        var said = synced(true);
        assertThat(said).noneMatch(ScaleDatacenter.class::isInstance);
        only(said, MoveCompleted.class);
    }

    @Test
    void switchesOverOnceTheStandbyHasGrownAndSwapsTheRoles() {
        var grow = only(orders.given(new SwitchOver(ORDERS, "move-1", null)), ScaleDatacenter.class);
        assertThat(grow.datacenter()).isEqualTo(WEST);
        assertThat(grow.nodeCount()).isEqualTo(6);
        assertThat(grow.sku()).isEqualTo(LARGE);
        assertThat(orders.openWork()).isEmpty();

        orders.given(new TopologyChanged(ORDERS, topology(2, 6, LARGE)));
        orders.given(scaled(grow.runId()));
        synced(true);
        assertThat(orders.state().routing().datacenter()).isEqualTo(WEST);
        assertThat(orders.state().policy().primary()).isEqualTo(WEST);
        assertThat(orders.state().policy().standby()).isEqualTo(EAST);
        orders.wake();
        only(synced(true), MoveCompleted.class);
        assertThat(only(orders.given(down("west")), FailoverStarted.class).to()).isEqualTo(EAST);
    }

    @Test
    void staysWhereAFailoverLedAndEndsTheQuarantineOfTheOther() {
        afterAFailover();
        orders.given(new StayHere(ORDERS, "move-1"));
        var said = synced(true);
        assertThat(said).noneMatch(TrafficShifted.class::isInstance);
        only(said, QuarantineEnded.class);
        assertThat(only(said, MoveCompleted.class).datacenter()).isEqualTo(WEST);
        assertThat(orders.state().policy().primary()).isEqualTo(WEST);
        assertThat(orders.state().routing().epoch()).isEqualTo(1);
        assertThat(orders.state().steppedConsistency()).isEmpty();
    }

    @Test
    void endsTheQuarantineOfAStandbyThatWasLostWhileClientsWereElsewhere() {
        orders.given(down("west"));
        orders.given(recovered("west"));
        assertThat(fields(orders.given(new SwitchOver(ORDERS, "move-1", WEST)))).containsExactly("to");
        assertThat(fields(orders.given(failBack()))).containsExactly("cluster");
        orders.given(new StayHere(ORDERS, "move-2"));
        only(synced(true), QuarantineEnded.class);
        assertThat(orders.state().policy().primary()).isEqualTo(EAST);
    }

    @Test
    void repairsAgainWhenRowsDifferAndGoesOnAfterTheLastRound() {
        afterAFailover();
        orders.given(failBack());
        var differing = synced(false);
        assertThat(differing).noneMatch(TrafficShifted.class::isInstance);
        assertThat(only(differing, MoveProgressed.class).phase()).isEqualTo(MovePhase.REPAIR);
        only(synced(false), TrafficShifted.class);
    }

    @Test
    void givesUpBeforeTheShiftWhenRepairFailsForGood() {
        afterAFailover();
        orders.given(failBack());
        for (int attempt = 1; attempt < 3; attempt++) {
            orders.given(new WorkFailed(orders.openWork().get(0), new IllegalStateException("a replica hung up")));
            orders.wake();
        }
        var said = orders.given(new WorkFailed(orders.openWork().get(0), new IllegalStateException("hung up")));
        var failed = only(said, MoveFailed.class);
        assertThat(failed.datacenter()).isEqualTo(WEST);
        assertThat(failed.error().message()).contains("hung up");
        assertThat(orders.state().routing().datacenter()).isEqualTo(WEST);
    }

    @Test
    void isAbortedBeforeTheShiftAndNotAfterIt() {
        afterAFailover();
        orders.given(failBack());
        only(orders.given(new AbortMove(ORDERS, "move-1", "the shop opens")), MoveFailed.class);
        assertThat(orders.openWork()).isEmpty();
        assertThat(orders.state().standing("east").isQuarantined()).isTrue();

        orders.given(new FailBack(ORDERS, "move-2", true));
        synced(true);
        only(orders.given(new AbortMove(ORDERS, "move-2", "too late")), MoveRefused.class);
        assertThat(orders.state().openMove()).isPresent();
    }

    @Test
    void aRegionLostInTheMiddleEndsTheMoveAndLeadsClientsAwayOnce() {
        afterAFailover();
        orders.given(failBack());
        synced(true);
        var said = orders.after(Duration.ofHours(2)).given(down("east"));
        assertThat(only(said, MoveFailed.class).error().code()).isEqualTo("RegionLost");
        assertThat(only(said, FailoverStarted.class).to()).isEqualTo(WEST);
        assertThat(only(said, TrafficShifted.class).epoch()).isEqualTo(3);
        assertThat(orders.state().openMove()).isEmpty();
        assertThat(orders.state().openRun()).isPresent();
    }

    @Test
    void theRepairOfAMoveThatAFailoverEndedFailsWithoutHarm() {
        afterAFailover();
        orders.given(failBack());
        synced(true);
        orders.wake();
        var drain = orders.openWork().get(0);
        orders.after(Duration.ofHours(2)).given(down("east"));
        assertThat(orders.run()).isInstanceOf(FailoverRun.Repairing.class);
        var before = orders.state();
        orders.given(new WorkFailed(drain, new IllegalStateException("a replica hung up")));
        assertThat(orders.state()).isEqualTo(before);
    }

    @Test
    void theTargetLostBeforeTheShiftLeavesClientsWhereTheyAre() {
        afterAFailover();
        orders.given(failBack());
        var said = orders.given(down("east"));
        only(said, MoveFailed.class);
        assertThat(said).noneMatch(TrafficShifted.class::isInstance);
        assertThat(orders.state().routing().datacenter()).isEqualTo(WEST);
    }

    @Test
    void doesNotShiftToARegionThatIsSuspectedJustNow() {
        afterAFailover();
        orders.given(failBack());
        orders.given(suspected("east"));
        assertThat(synced(true)).noneMatch(TrafficShifted.class::isInstance);
        orders.given(recovered("east"));
        orders.wake();
        only(synced(true), TrafficShifted.class);
    }

    @Test
    void refusesASecondMoveAndOneDuringAFailover() {
        orders.given(down("east"));
        assertThat(fields(orders.given(failBack()))).contains("runId", "region");
        orders.given(scaled(RUN));
        orders.repaired();
        orders.given(recovered("east"));
        orders.given(failBack());
        assertThat(fields(orders.given(new StayHere(ORDERS, "move-2")))).containsExactly("runId");
        assertThat(orders.state().moves()).hasSize(1);
    }

    @Test
    void aQuarantinedRegionThatIsSuspectedAgainStaysInQuarantine() {
        afterAFailover();
        orders.given(suspected("east"));
        orders.given(recovered("east"));
        assertThat(orders.state().standing("east").kind()).isEqualTo(RegionStanding.Kind.QUARANTINED);
    }

    @Test
    void tellsThatOnlyAFullRepairFindsWhatWasMissedForLongerThanHintsAreKept() {
        afterAFailover();
        assertThat(only(orders.after(Duration.ofHours(2)).given(failBack()), MoveStarted.class)
                        .note())
                .contains("longer ago than hints are kept");
    }

    @Test
    void theSameReportAgainDoesNotShiftTwice() {
        afterAFailover();
        orders.given(failBack());
        var work = (SyncDatacenters) orders.openWork().get(0);
        synced(true);
        var late = new DatacentersSynced(work.at().facts().runId(), MovePhase.REPAIR, 1, true, "in sync");
        assertThat(orders.given(late)).isEmpty();
        assertThat(orders.state().moves().get(0)).isInstanceOf(Move.Syncing.class);
    }
}
