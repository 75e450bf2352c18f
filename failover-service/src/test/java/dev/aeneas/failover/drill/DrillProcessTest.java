package dev.aeneas.failover.drill;

import static dev.aeneas.failover.drill.DrillScenario.HOLD;
import static dev.aeneas.failover.drill.DrillScenario.ID;
import static dev.aeneas.failover.drill.DrillScenario.LONGEST;
import static dev.aeneas.failover.drill.DrillScenario.ORDERS;
import static dev.aeneas.failover.drill.DrillScenario.RUN;
import static dev.aeneas.failover.drill.DrillScenario.START;
import static dev.aeneas.failover.drill.DrillScenario.drill;
import static dev.aeneas.failover.drill.DrillScenario.ready;
import static dev.aeneas.failover.drill.DrillScenario.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aeneas.contracts.DrillEvent.DrillAborted;
import dev.aeneas.contracts.DrillEvent.DrillCompleted;
import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.DrillEvent.DrillStarted;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.FailoverEvent.RegionDegraded;
import dev.aeneas.contracts.FailoverEvent.RegionDown;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MoveRefused;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.contracts.ProvisioningCommand.UndoFault;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.FaultPossible;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ReadinessEvent.Level;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.WorkFailed;
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
    void whatAnApplicationLostCountsAlsoWhenItSaysSoLater() {
        drill.lostNow(MINUTE, Duration.ofMillis(100)).failsOver().wake();
        drill.undone();
        assertThat(only(DrillCompleted.class, drill.recoveredForGood()).sentence())
                .contains("was not measured");

        drill.given(new ReportDrillObservation(
                ORDERS, ID, "writer", Duration.ofSeconds(3), 1000, 2L, Duration.ofMillis(200)));

        var judged = Judgement.of(drill.drill());
        assertThat(judged.verdict()).isEqualTo(DrillVerdict.MISSED);
        assertThat(judged.rpo()).isEqualTo(Duration.ofMillis(200));
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
    void refusesGrayWhereNobodyWouldSeeIt() {
        drill.given(drill(FaultKind.GRAY, false, null, null));
        var blind = sight(Level.GREEN, Mode.AUTOMATIC, null);
        assertThat(only(DrillRefused.class, drill.looked(blind)).violations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).contains("canary-interval"));
    }

    @Test
    void itsOwnApplicationWritesFromBeforeTheLossUntilClientsAreBackAndCountsTwice() {
        var back = new DrillScenario(Duration.ofMinutes(30));
        back.given(withWorkload());
        assertThat(back.looked(ready())).noneMatch(InjectFault.class::isInstance);
        assertThat(back.drill().writes()).isTrue();

        assertThat(only(InjectFault.class, back.wake())).isNotNull();
        back.lost();
        back.failsOver();
        assertThat(back.drill().phase()).isEqualTo(Phase.COUNTING);
        assertThat(back.drill().counts()).contains(Moment.FAILED_OVER);

        back.counted(3, Duration.ofMillis(150));
        assertThat(back.drill().phase()).isEqualTo(Phase.HOLDING);
        back.wake();
        back.undone();
        var asked = only(FailBack.class, back.recovered());
        assertThat(back.drill().writes()).isTrue();
        back.given(new MoveCompleted(
                ORDERS, asked.runId(), MoveKind.FAIL_BACK, DrillScenario.EAST, true, Duration.ofSeconds(20)));
        assertThat(back.drill().writes()).isTrue();
        assertThat(back.wake()).noneMatch(DrillCompleted.class::isInstance);
        assertThat(back.drill().writes()).isFalse();
        assertThat(back.writes()).isTrue();
        assertThat(back.drill().counts()).contains(Moment.CLIENTS_BACK);

        // what only the lost region had came back with it, and was lost to clients all the same
        var said = only(DrillCompleted.class, back.counted(0, null));
        assertThat(said.verdict()).isEqualTo(DrillVerdict.MISSED);
        assertThat(said.rpo()).isEqualTo(Duration.ofMillis(150));
        assertThat(back.drill().evidence().rows())
                .extracting(RowCount::after, RowCount::found)
                .containsExactly(tuple(Moment.FAILED_OVER, 897L), tuple(Moment.CLIENTS_BACK, 900L));
        assertThat(back.writes()).isFalse();
    }

    @Test
    void rowsAreCountedOnceMoreHoweverADrillEnds() {
        drill.given(withWorkload());
        drill.looked(ready());
        drill.wake();
        drill.lost();
        drill.wake();
        drill.undone();
        assertThat(drill.drill().phase()).isEqualTo(Phase.RECOUNTING);
        assertThat(only(DrillCompleted.class, drill.counted(0, null)).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void anotherReplicaGoesOnWithTheRowsOfTheOneThatDied() {
        drill.given(withWorkload());
        drill.looked(ready());
        drill.wake();
        drill.given(new Workload.Wrote(ID, DrillScenario.written(100), null));
        drill.given(new Workload.Wrote(ID, DrillScenario.written(60), null));
        assertThat(drill.drill().evidence().written().ids().cardinality()).isEqualTo(100);

        drill.abort();
        drill.undone();
        assertThat(only(DrillAborted.class, drill.wake())).isNotNull();
        assertThat(drill.drill().evidence().written()).isNull();
        drill.given(new Workload.Wrote(ID, DrillScenario.written(100), null));
        assertThat(drill.drill().evidence().written()).isNull();
    }

    @Test
    void rowsThatNobodyCountsInTimeHoldNothingUp() {
        drill.given(withWorkload());
        drill.looked(ready());
        drill.wake();
        drill.lost();
        drill.failsOver().wake();
        assertThat(drill.drill().phase()).isEqualTo(Phase.HOLDING);
        assertThat(drill.drill().notes()).anyMatch(note -> note.contains("not counted"));

        drill.counted(0, null);
        assertThat(drill.drill().evidence().rows()).hasSize(1);
        drill.wake();
        drill.undone();
        drill.recoveredForGood();
        assertThat(only(DrillCompleted.class, drill.wake()).verdict()).isEqualTo(DrillVerdict.PASSED);
    }

    @Test
    void takesRpoAndOutageFromTheObserversRowsAndSaysSoWhereTheyAreMissing() {
        drill.lostNow(MINUTE, Duration.ofMillis(100)).failsOver().wake();
        drill.undone();
        var unmeasured = only(DrillCompleted.class, drill.recoveredForGood());
        assertThat(unmeasured.rpo()).isNull();
        assertThat(unmeasured.sentence()).contains("was not measured");

        drill.measured(Duration.ofSeconds(3), null);
        assertThat(Judgement.of(drill.drill()).rpo()).isNull();
        assertThat(drill.drill().evidence().observers().outage()).isEqualTo(Duration.ofSeconds(3));

        drill.measured(Duration.ofSeconds(3), Duration.ofSeconds(1));
        assertThat(Judgement.of(drill.drill()).rpo()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Judgement.of(drill.drill()).verdict()).isEqualTo(DrillVerdict.MISSED);
    }

    @Test
    void whatTheObserversMeasuredOfAnotherFailoverIsNotTheDrills() {
        drill.lostNow(MINUTE, null).failsOver();
        drill.given(new FailoverMeasured(
                ORDERS,
                "another",
                DrillScenario.EAST,
                DrillScenario.WEST,
                START,
                START,
                Duration.ZERO,
                null,
                Duration.ZERO,
                null));
        assertThat(drill.drill().evidence().observers()).isNull();
    }

    @Test
    void nothingIsLostWhereItsOwnApplicationCannotWriteBefore() {
        drill.given(withWorkload());
        drill.looked(ready());
        var failed = new WorkFailed(new Workload(ORDERS, ID), new IllegalStateException("no node answers"));
        var said = drill.given(failed);
        assertThat(said).noneMatch(InjectFault.class::isInstance);
        assertThat(only(DrillCompleted.class, said).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    private static StartDrill withWorkload() {
        return new StartDrill(
                ORDERS, ID, "east", null, null, LONGEST, HOLD, true, MINUTE, Duration.ofMillis(100), true);
    }

    @Test
    void refusesWhereTheRealThingWouldGoWrong() {
        drill.given(drill(false, null, null));
        var refused = only(DrillRefused.class, drill.looked(sight(Level.RED, Mode.OFF)));
        assertThat(refused.violations()).extracting(Violation::field).containsExactly("mode", "readiness");
        assertThat(drill.drill().phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void whatProvisioningRefusesIsRefused() {
        drill.given(drill(false, null, null));
        drill.looked(ready());
        var no = new ProvisioningRefused(
                ORDERS,
                "aeneas.provisioning.InjectFault.v1",
                Kind.CONFLICT,
                List.of(new Violation("cluster", "must not be changed by others")),
                ID);
        assertThat(only(DrillRefused.class, drill.given(no)).violations()).hasSize(1);
    }

    @Test
    void aDryDrillAsksEverybodyTouchesNothingAndForecasts() {
        drill.given(drill(FaultKind.CUT, true, null, null));
        assertThat(only(InjectFault.class, drill.looked(ready())))
                .isEqualTo(new InjectFault(ORDERS, ID, "east", null, FaultKind.CUT, START.plus(LONGEST), true));
        var said = drill.given(new FaultPossible(ORDERS, ID));
        assertThat(only(DrillCompleted.class, said).verdict()).isEqualTo(DrillVerdict.WOULD_RUN);
        assertThat(only(DrillCompleted.class, said).sentence()).contains("PT43.5S");
    }

    @Test
    void aDryDrillIsRefusedWhereTheProviderCouldNotLoseTheRegionSo() {
        drill.given(drill(FaultKind.CUT, true, null, null));
        drill.looked(ready());
        var no = new ProvisioningRefused(
                ORDERS,
                "aeneas.provisioning.InjectFault.v1",
                Kind.INVALID,
                List.of(new Violation("kind", "must be one that is possible here; nft is not installed")),
                ID);
        assertThat(only(DrillRefused.class, drill.given(no)).violations().get(0).rule())
                .contains("nft");
        assertThat(drill.drill().phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void aDryDrillThatNobodyAnswersDoesNotSayThatItWouldRun() {
        drill.given(drill(true, null, null));
        drill.looked(ready());
        var said = drill.wake();
        assertThat(said).noneMatch(UndoFault.class::isInstance);
        assertThat(only(DrillCompleted.class, said).verdict()).isEqualTo(DrillVerdict.FAILED);
    }

    @Test
    void oneAtATimeAndTheSameOneAgainIsTheSame() {
        drill.lostNow(null, null);
        assertThat(drill.given(drill(false, null, null))).singleElement().isInstanceOf(DrillStarted.class);
        assertThat(drill.drill().phase()).isEqualTo(Phase.LOST);
        var another = new StartDrill(ORDERS, "another", "east", null, null, null, null, null, null, null);
        assertThat(drill.given(another)).singleElement().isInstanceOf(DrillRefused.class);
    }

    @Test
    void aDeletedClusterEndsIt() {
        drill.lostNow(null, null);
        assertThat(drill.given(new ClusterDeleted(ORDERS, "operation")))
                .singleElement()
                .isInstanceOf(DrillAborted.class);
    }

    private static <T extends Message> T only(Class<T> type, List<Message> said) {
        return said.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
