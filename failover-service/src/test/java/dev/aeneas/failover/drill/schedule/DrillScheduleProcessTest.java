package dev.aeneas.failover.drill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DrillEvent.DrillRefused;
import dev.aeneas.contracts.DrillScheduleEvent.DrillMissed;
import dev.aeneas.contracts.DrillScheduleEvent.DrillScheduleChanged;
import dev.aeneas.contracts.DrillScheduleEvent.DrillScheduleDeleted;
import dev.aeneas.contracts.FailoverCommand.DeleteDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PauseDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.PutDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.ResumeDrillSchedule;
import dev.aeneas.contracts.FailoverCommand.StartDrill;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rehearsal begins when it is due, and never at a time that nobody chose; the service dies between every two inputs. */
class DrillScheduleProcessTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final String WEEKLY = "weekly";

    /** A Saturday. */
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Instant SUNDAY = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final ProcessKind<DrillSchedule> kind = DrillScheduleProcess.kind(Duration.ofMinutes(5));
    private final InMemoryJournal journal = new InMemoryJournal();
    private Instant now = NOON;
    private int inputs;

    @Test
    void asksForTheDrillWhenItIsDueAndThenForTheNextOne() {
        assertThat(given(put("0 3 * * 0", "UTC")))
                .singleElement()
                .isInstanceOfSatisfying(DrillScheduleChanged.class, said -> assertThat(said.nextDue())
                        .isEqualTo(SUNDAY));

        assertThat(wakeAt(SUNDAY)).singleElement().isInstanceOfSatisfying(StartDrill.class, drill -> {
            assertThat(drill.drillId()).isEqualTo("weekly-2026-11-22T03:00:00Z");
            assertThat(drill.region()).isEqualTo("east");
            assertThat(drill.by()).isEqualTo(FaultKind.FREEZE);
        });
        assertThat(schedule().nextDue()).isEqualTo(SUNDAY.plus(WEEK));
    }

    @Test
    void aDueTimeThatNobodyWasThereForIsToldAndNotMadeUpFor() {
        given(put("0 3 * * 0", "UTC"));
        assertThat(wakeAt(SUNDAY.plus(WEEK).plusSeconds(3600)))
                .singleElement()
                .isEqualTo(new DrillMissed(ORDERS, WEEKLY, SUNDAY.plus(WEEK), 2));
        assertThat(schedule().missed()).isEqualTo(2);
        assertThat(schedule().lastDrill()).isNull();
        assertThat(schedule().nextDue()).isEqualTo(SUNDAY.plus(WEEK).plus(WEEK));
    }

    @Test
    void theNewestStillBeginsWhenItIsOnlyALittleLate() {
        given(put("0 3 * * 0", "UTC"));
        var said = wakeAt(SUNDAY.plus(WEEK).plusSeconds(60));
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).isEqualTo(new DrillMissed(ORDERS, WEEKLY, SUNDAY, 1));
        assertThat(said.get(1)).isInstanceOf(StartDrill.class);
    }

    @Test
    void goesByTheClockOfItsTimeZone() {
        given(put("0 3 * * 0", "Europe/Rome"));
        assertThat(schedule().nextDue()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
    }

    @Test
    void aPausedOneLetsItsTimesPassAndTellsNoMiss() {
        given(put("0 3 * * 0", "UTC"));
        given(new PauseDrillSchedule(ORDERS, WEEKLY));
        assertThat(kind.wakeAt(schedule())).isEmpty();
        assertThat(wakeAt(SUNDAY)).isEmpty();

        now = SUNDAY.plusSeconds(60);
        given(new ResumeDrillSchedule(ORDERS, WEEKLY));
        assertThat(schedule().nextDue()).isEqualTo(SUNDAY.plus(WEEK));
    }

    @Test
    void theSameCalendarAgainStepsOverNoDueTime() {
        given(put("0 3 * * 0", "UTC"));
        now = SUNDAY.plusSeconds(1);
        given(put("0 3 * * 0", "UTC"));
        assertThat(schedule().nextDue()).isEqualTo(SUNDAY);
    }

    @Test
    void refusesWhatNeverComesAndWhatIsNotThere() {
        assertThat(refusal(put("0 3 30 2 *", "UTC")).kind()).isEqualTo(Kind.INVALID);
        assertThat(refusal(put("every sunday", "UTC")).violations().get(0).field())
                .isEqualTo("cronExpression");
        assertThat(refusal(put("0 3 * * 0", "Troy/Ilion")).violations().get(0).field())
                .isEqualTo("timeZone");
        assertThat(refusal(new PauseDrillSchedule(ORDERS, "monthly")).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aDeletedOneIsGoneUntilItIsPutAgain() {
        given(put("0 3 * * 0", "UTC"));
        assertThat(given(new DeleteDrillSchedule(ORDERS, WEEKLY)))
                .singleElement()
                .isInstanceOf(DrillScheduleDeleted.class);
        assertThat(wakeAt(SUNDAY)).isEmpty();
        assertThat(refusal(new ResumeDrillSchedule(ORDERS, WEEKLY)).kind()).isEqualTo(Kind.NOT_FOUND);
        given(put("0 3 * * 0", "UTC"));
        assertThat(schedule().active()).isTrue();
    }

    private static PutDrillSchedule put(String cron, String timeZone) {
        var drill = new StartDrill(ORDERS, WEEKLY, "east", FaultKind.FREEZE, null, null, null, null, null, null);
        return new PutDrillSchedule(ORDERS, WEEKLY, cron, timeZone, drill);
    }

    private DrillRefused refusal(Object command) {
        return (DrillRefused) given(command).get(0);
    }

    /** The timer of the due time that is known goes only then. */
    private List<Message> wakeAt(Instant then) {
        now = then;
        return given(new Wake(SUNDAY));
    }

    private List<Message> given(Object body) {
        inputs++;
        var input = new Received<>("input-" + inputs, "input-" + inputs, now, body);
        var process = new ProcessId("drill-schedule", DrillScheduleProcess.id(ORDERS, WEEKLY));
        return body instanceof Wake ? engine().deliver(process, input) : engine().handle(input);
    }

    private ProcessEngine engine() {
        return new ProcessEngine(URI.create("/test"), List.of(kind), journal, new RecordingPublisher(), () -> now);
    }

    private DrillSchedule schedule() {
        return engine().find(kind, DrillScheduleProcess.id(ORDERS, WEEKLY)).orElseThrow();
    }
}
