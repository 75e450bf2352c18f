package dev.aeneas.failover.drill;

import static dev.aeneas.failover.drill.DrillScenario.HOLD;
import static dev.aeneas.failover.drill.DrillScenario.ID;
import static dev.aeneas.failover.drill.DrillScenario.LONGEST;
import static dev.aeneas.failover.drill.DrillScenario.ORDERS;
import static dev.aeneas.failover.drill.DrillScenario.START;
import static dev.aeneas.failover.drill.DrillScenario.drill;
import static dev.aeneas.failover.drill.DrillScenario.only;
import static dev.aeneas.failover.drill.DrillScenario.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aeneas.contracts.DrillEvent.DrillAborted;
import dev.aeneas.contracts.DrillEvent.DrillCompleted;
import dev.aeneas.contracts.DrillEvent.DrillVerdict;
import dev.aeneas.contracts.FailoverCommand.FailBack;
import dev.aeneas.contracts.FailoverCommand.ReportDrillObservation;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FailoverEvent.FailoverMeasured;
import dev.aeneas.contracts.MoveEvent.MoveCompleted;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.ProvisioningCommand.InjectFault;
import dev.aeneas.failover.drill.Drill.Phase;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a drill knows of rows: those of its own application, those of the observers, what applications say. */
class DrillRowsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DrillScenario drill = new DrillScenario();

    private static StartDrill withWorkload() {
        return new StartDrill(
                ORDERS, ID, "east", null, null, LONGEST, HOLD, true, MINUTE, Duration.ofMillis(100), true);
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
}
