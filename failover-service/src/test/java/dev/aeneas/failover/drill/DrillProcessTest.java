package dev.aeneas.failover.drill;

import static dev.aeneas.failover.drill.DrillScenario.HOLD;
import static dev.aeneas.failover.drill.DrillScenario.ID;
import static dev.aeneas.failover.drill.DrillScenario.LONGEST;
import static dev.aeneas.failover.drill.DrillScenario.ORDERS;
import static dev.aeneas.failover.drill.DrillScenario.RUN;
import static dev.aeneas.failover.drill.DrillScenario.START;
import static dev.aeneas.failover.drill.DrillScenario.drill;
import static dev.aeneas.failover.drill.DrillScenario.only;
import static dev.aeneas.failover.drill.DrillScenario.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.DrillEvent.DrillAborted;
import dev.aeneas.contracts.DrillEvent.DrillCompleted;
import dev.aeneas.contracts.DrillEvent.DrillStarted;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.Drill.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A drill loses the region, only watches, and gives it back whichever way it ends; the service dies between every two inputs. */
class DrillProcessTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DrillScenario drill = new DrillScenario();

    @Test
    void losesTheRegionOnlyAfterItHasLooked() {
        assertThat(drill.given(drill(false, null, null))).singleElement().isInstanceOf(DrillStarted.class);
        assertThat(drill.looks()).isTrue();

        assertThat(only(InjectFault.class, drill.looked(ready())))
                .isEqualTo(new InjectFault(ORDERS, ID, "east", null, FaultKind.KILL, START.plus(LONGEST)));
        assertThat(drill.looks()).isFalse();
    }

    @Test
    void measuresHoldsGivesBackAndJudges() {
        drill.lostNow(MINUTE, null).failsOver();
        assertThat(drill.drill().phase()).isEqualTo(Phase.HOLDING);
        assertThat(drill.drill().wakeAt()).isEqualTo(START.plusSeconds(40).plus(HOLD));

        assertThat(only(UndoFault.class, drill.wake())).isEqualTo(new UndoFault(ORDERS, ID));
        assertThat(drill.undone()).noneMatch(DrillCompleted.class::isInstance);

        assertThat(drill.recovered()).noneMatch(DrillCompleted.class::isInstance);
        assertThat(drill.drill().phase()).isEqualTo(Phase.SETTLING);
        var said = only(DrillCompleted.class, drill.wake());
        assertThat(said.verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(said.detection()).isEqualTo(Duration.ofSeconds(2));
        assertThat(said.rto()).isEqualTo(Duration.ofSeconds(40));
        assertThat(drill.drill().notes()).anyMatch(note -> note.contains("clients"));
        assertThat(drill.drills().active()).isNull();
    }

    @Test
    void aRegionThatIsSeenBackBeforeItsNodesAreSaidToBeEndsItToo() {
        drill.lostNow(MINUTE, null).failsOver().wake();
        drill.recovered();
        drill.undone();
        assertThat(only(DrillCompleted.class, drill.wake()).verdict()).isEqualTo(DrillVerdict.PASSED);
    }

    @Test
    void leadsClientsBackAndAsksAgainWhatWasOnlyTooEarly() {
        var back =
                new DrillScenario(Duration.ofMinutes(30)).lostNow(MINUTE, null).failsOver();
        back.wake();
        back.undone();
        var asked = only(FailBack.class, back.recovered());
        back.given(new MoveRefused(
                ORDERS,
                "aeneas.failover.FailBack.v1",
                Kind.CONFLICT,
                List.of(new Violation("region", "must have every node Up/Normal")),
                asked.runId()));
        assertThat(only(FailBack.class, back.wake())).isEqualTo(asked);
        var moved = new MoveCompleted(
                ORDERS, asked.runId(), MoveKind.FAIL_BACK, DrillScenario.EAST, true, Duration.ofSeconds(20));
        back.given(moved);
        assertThat(only(DrillCompleted.class, back.wake()).verdict()).isEqualTo(DrillVerdict.PASSED);
        assertThat(back.drill().notes()).noneMatch(note -> note.contains("still"));
    }

    @Test
    void aFailbackThatNeverEndsIsAFailure() {
        var back =
                new DrillScenario(Duration.ofMinutes(30)).lostNow(MINUTE, null).failsOver();
        back.wake();
        back.undone();
        back.recovered();
        assertThat(only(DrillCompleted.class, back.wake()).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void missesWhatWasPromised() {
        drill.lostNow(Duration.ofSeconds(39), null).failsOver().wake();
        drill.undone();
        var said = only(DrillCompleted.class, drill.recoveredForGood());
        assertThat(said.verdict()).isEqualTo(DrillVerdict.MISSED);
        assertThat(said.sentence()).contains("PT40S").contains("PT39S");
    }

    @Test
    void aFailoverThatNeverComesIsAFailureAndTheRegionComesBack() {
        drill.lostNow(null, null);
        assertThat(only(UndoFault.class, drill.wake())).isNotNull();
        var said = only(DrillCompleted.class, drill.undone());
        assertThat(said.verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(said.sentence()).contains("never called down");
    }

    @Test
    void aFailoverThatFailsGivesTheRegionBackAtOnce() {
        drill.lostNow(null, null).failsOver();
        var failed = new FailoverFailed(ORDERS, RUN, new ProvisionError("RepairFailed", "a replica hung up", "west"));
        assertThat(only(UndoFault.class, drill.given(failed))).isNotNull();
        drill.undone();
        assertThat(only(DrillCompleted.class, drill.recovered()).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void anAbortGivesTheRegionBackAtOnceInEveryPhase() {
        drill.given(drill(false, null, null));
        assertThat(drill.abort()).singleElement().isInstanceOf(DrillAborted.class);

        var injecting = new DrillScenario();
        injecting.given(drill(false, null, null));
        injecting.looked(ready());
        assertThat(only(UndoFault.class, injecting.abort())).isNotNull();
        assertThat(injecting.lost()).isEmpty();
        assertThat(only(DrillAborted.class, injecting.undone())).isNotNull();

        var holding = new DrillScenario().lostNow(null, null).failsOver();
        assertThat(only(UndoFault.class, holding.abort())).isNotNull();
        holding.undone();
        assertThat(only(DrillAborted.class, holding.recovered()).reason()).isEqualTo("the shop opens");
        assertThat(Judgement.of(holding.drill()).verdict()).isNull();
    }

    @Test
    void asksForTheRegionUntilItIsBack() {
        drill.lostNow(null, null).failsOver().wake();
        for (int i = 0; i < 3; i++) {
            assertThat(only(UndoFault.class, drill.wake())).isNotNull();
        }
    }

    @Test
    void aRegionThatProvisioningGaveBackByItselfEndsTheDrill() {
        drill.lostNow(null, null);
        assertThat(only(DrillCompleted.class, drill.undone()).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void aRegionThatNobodySeesBackIsAFailure() {
        drill.lostNow(null, null).failsOver().wake();
        drill.undone();
        assertThat(only(DrillCompleted.class, drill.wake()).sentence()).contains("nobody saw");
    }

    @Test
    void whatDoesNotStayWellIsAFailure() {
        drill.lostNow(MINUTE, null).failsOver().wake();
        drill.undone();
        drill.recovered();
        var again = new RegionDown(ORDERS, "west", List.of(DrillScenario.WEST), START, List.of());
        var said = only(DrillCompleted.class, drill.given(again));
        assertThat(said.verdict()).isEqualTo(DrillVerdict.FAILED);
        assertThat(said.sentence()).contains("did not stay well");
    }

    @Test
    void aSecondRegionThatIsLostForRealGivesTheFirstOneBackAtOnce() {
        drill.lostNow(null, null);
        var worse = new RegionDown(ORDERS, "west", List.of(DrillScenario.WEST), START, List.of());
        assertThat(only(UndoFault.class, drill.given(worse))).isEqualTo(new UndoFault(ORDERS, ID));
        assertThat(only(DrillCompleted.class, drill.undone()).sentence()).contains("west was lost too");
    }

    @Test
    void grayIsNoticedByWhatIsSaidOfWrites() {
        drill.given(drill(FaultKind.GRAY, false, null, null));
        assertThat(only(InjectFault.class, drill.looked(ready())).kind()).isEqualTo(FaultKind.GRAY);
        drill.lost();
        drill.after(Duration.ofSeconds(6));
        drill.given(new RegionDegraded(ORDERS, "east", List.of(DrillScenario.EAST), START, "writes failed", List.of()));
        drill.failsOver().wake();
        drill.undone();
        assertThat(only(DrillCompleted.class, drill.recoveredForGood()).detection())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aDeletedClusterEndsIt() {
        drill.lostNow(null, null);
        assertThat(drill.given(new ClusterDeleted(ORDERS, "operation")))
                .singleElement()
                .isInstanceOf(DrillAborted.class);
    }
}
