package dev.aeneas.backup.drill;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleChanged;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleDeleted;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillScheduleTest {
    private static final Instant FIVE = Instant.parse("2027-01-02T05:00:00Z");

    private final ProcessKind<DrillSchedule> kind = DrillSchedule.kind();
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind), new InMemoryJournal(), new RecordingPublisher(), () -> this.now);
    private Instant now = Instant.parse("2027-01-01T12:00:00Z");
    private int inputs;

    private List<Message> send(Message message) {
        var id = "input-" + ++inputs;
        return engine.handle(new Received<>(id, id, now, message));
    }

    private List<Message> schedule(String drillCron, boolean paused) {
        return send(new BackupScheduleChanged(
                ORDERS, "nightly", "0 2 * * *", "UTC", 48, FIVE, null, paused, "offsite", drillCron));
    }

    private Optional<Instant> next() {
        return engine.find(kind, "orders/nightly").flatMap(kind::wakeAt);
    }

    private List<Message> wake(Instant due) {
        now = now.isAfter(due) ? now : due;
        return engine.deliver(
                new ProcessId(kind.name(), "orders/nightly"), new Received<>("wake:" + due, "c", now, new Wake(due)));
    }

    @Test
    void drillsTheNewestBackupOfTheScheduleWhenItsTimeComes() {
        schedule("0 5 * * *", false);
        assertThat(next()).hasValue(FIVE);
        assertThat(wake(FIVE)).singleElement().isInstanceOfSatisfying(DrillRestore.class, drill -> {
            assertThat(drill.drillId()).isEqualTo("nightly-20270102T050000Z");
            assertThat(drill.scheduleName()).isEqualTo("nightly");
            assertThat(drill.store()).isEqualTo("offsite");
            assertThat(drill.backupId()).isNull();
        });
        assertThat(next()).hasValue(Instant.parse("2027-01-03T05:00:00Z"));
    }

    @Test
    void makesUpForThoseThatWereMissedByOne() {
        schedule("0 5 * * *", false);
        now = Instant.parse("2027-01-08T06:00:00Z");
        assertThat(wake(FIVE)).hasSize(1);
        assertThat(next()).hasValue(Instant.parse("2027-01-09T05:00:00Z"));
    }

    @Test
    void isSilentWhileItsScheduleIsPausedOrHasNoDrillsOrIsGone() {
        schedule(null, false);
        assertThat(engine.find(kind, "orders/nightly")).isEmpty();
        schedule("0 5 * * *", false);
        schedule("0 5 * * *", true);
        assertThat(next()).isEmpty();
        assertThat(wake(FIVE)).isEmpty();
        schedule("0 5 * * *", false);
        assertThat(next()).isPresent();
        schedule(null, false);
        assertThat(next()).isEmpty();
        schedule("0 5 * * *", false);
        send(new BackupScheduleDeleted(ORDERS, "nightly"));
        assertThat(next()).isEmpty();
    }

    @Test
    void keepsItsTimeWhenSomethingElseOfTheScheduleChanges() {
        schedule("0 5 * * *", false);
        now = FIVE; // and the wake is under way
        schedule("0 5 * * *", false);
        assertThat(next()).hasValue(FIVE);
    }
}
