package dev.aeneas.backup.schedule;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.schedule.BackupSchedule.Active;
import dev.aeneas.backup.schedule.BackupSchedule.Paused;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.BackupScheduleCommand.DeleteBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PauseBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.PutBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.ResumeBackupSchedule;
import dev.aeneas.contracts.BackupScheduleCommand.RunBackupSchedule;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleChanged;
import dev.aeneas.contracts.BackupScheduleEvent.BackupScheduleDeleted;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
    private static final Instant TWO_AT_NIGHT = Instant.parse("2027-01-02T02:00:00Z");
    private static final ProcessId NIGHTLY = new ProcessId("schedule", "orders/nightly");

    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private Optional<ClusterTopology> topology = Optional.of(Topologies.normal("127.0.0.1"));
    private final KnownClusters clusters = name -> topology;
    private final ProcessKind<BackupSchedule> kind = ScheduleProcess.kind(clusters, Set.of("default", "offsite"));
    private final ProcessEngine engine = engine();
    private Instant now = NOW;

    private ProcessEngine engine() {
        return new ProcessEngine(URI.create("/test"), List.of(kind), journal, publisher, () -> NOW);
    }

    private List<Message> send(Message message) {
        var id = UUID.randomUUID().toString();
        return engine.handle(new Received<>(id, id, now, message));
    }

    /** As the platform wakes: the same due time is the same input, whoever brings it. */
    private static List<Message> wake(ProcessEngine engine, Instant due, Instant now) {
        return engine.deliver(NIGHTLY, new Received<>("wake:" + due, "c", now, new Wake(due)));
    }

    private static PutBackupSchedule nightly(String cron, int retentionInHours, String... keyspaces) {
        return new PutBackupSchedule(ORDERS, "nightly", cron, "UTC", retentionInHours, List.of(keyspaces), null, null);
    }

    private static BackupRefused refusal(List<Message> said) {
        assertThat(said).singleElement().isInstanceOf(BackupRefused.class);
        return (BackupRefused) said.get(0);
    }

    private Instant nextDue() {
        return ((Active) engine.find(kind, NIGHTLY.id()).orElseThrow()).nextDue();
    }

    @Test
    void refusesADrillThatNeverComesOrCannotBeRead() {
        for (var cron : List.of("0 5 30 2 *", "every sunday")) {
            var put =
                    new PutBackupSchedule(ORDERS, "nightly", "0 2 * * *", "UTC", 24, List.of(), null, null, null, cron);
            assertThat(refusal(send(put)).violations())
                    .extracting(Refusal.Violation::field)
                    .containsExactly("restoreDrillCron");
        }
    }

    @Test
    void saysWhenItIsDueNext() {
        assertThat(send(nightly("0 2 * * *", 24)))
                .containsExactly(new BackupScheduleChanged(
                        ORDERS, "nightly", "0 2 * * *", "UTC", 24, TWO_AT_NIGHT, null, false));
        assertThat(kind.wakeAt(engine.find(kind, NIGHTLY.id()).orElseThrow())).contains(TWO_AT_NIGHT);
    }

    @Test
    void raisesBackupDueWhenItsTimeComesAndLooksForwardToTheNext() {
        send(nightly("0 2 * * *", 24, "shop"));
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT))
                .containsExactly(new BackupDue(ORDERS, "nightly", TWO_AT_NIGHT, 0, List.of("shop"), null, 24, null));
        assertThat(nextDue()).isEqualTo("2027-01-03T02:00:00Z");
    }

    @Test
    void isNotConfusedByATimerThatIsAMillisecondEarly() {
        send(nightly("0 2 * * *", 24));
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT.minusMillis(1)))
                .containsExactly(new BackupDue(ORDERS, "nightly", TWO_AT_NIGHT, 0, List.of(), null, 24, null));
    }

    @Test
    void catchesUpOnceForAllThatWasMissed() {
        send(nightly("0 2 * * *", 24));
        assertThat(wake(engine, TWO_AT_NIGHT, Instant.parse("2027-01-05T09:00:00Z")))
                .containsExactly(new BackupDue(
                        ORDERS, "nightly", Instant.parse("2027-01-05T02:00:00Z"), 3, List.of(), null, 24, null));
        assertThat(nextDue()).isEqualTo("2027-01-06T02:00:00Z");
    }

    @Test
    void raisesOneBackupDueHoweverManyReplicasRace() throws Exception {
        send(nightly("0 2 * * *", 24));
        int replicas = 8;
        var together = new CyclicBarrier(replicas);
        var threads = Executors.newFixedThreadPool(replicas);
        var races = IntStream.range(0, replicas)
                .<Callable<List<Message>>>mapToObj(i -> () -> {
                    var replica = engine();
                    together.await();
                    return wake(replica, TWO_AT_NIGHT, TWO_AT_NIGHT.plusMillis(i));
                })
                .toList();
        for (var race : threads.invokeAll(races)) {
            assertThat(race.get()).hasSize(1);
        }
        threads.shutdown();
        assertThat(publisher.messages().stream().filter(BackupDue.class::isInstance))
                .hasSize(1);
    }

    @Test
    void saysTheSameAgainWhenItCrashedBeforePublishing() {
        send(nightly("0 2 * * *", 24));
        var crashing = new ProcessEngine(
                URI.create("/test"),
                List.of(kind),
                journal,
                messages -> {
                    throw new IllegalStateException("killed");
                },
                () -> NOW);
        try {
            wake(crashing, TWO_AT_NIGHT, TWO_AT_NIGHT);
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
        wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT.plusSeconds(60));
        assertThat(publisher.messages())
                .contains(new BackupDue(ORDERS, "nightly", TWO_AT_NIGHT, 0, List.of(), null, 24, null));
        assertThat(publisher.messages().stream().filter(BackupDue.class::isInstance))
                .hasSize(1);
    }

    @Test
    void ignoresAWakeOfTheCalendarItHadBefore() {
        send(nightly("0 2 * * *", 24));
        send(nightly("0 3 * * *", 24));
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT)).isEmpty();
        assertThat(nextDue()).isEqualTo("2027-01-02T03:00:00Z");
    }

    @Test
    void refusesWithEveryViolationAtOnce() {
        var refused = refusal(send(nightly("0 2 * * 1-5", 24, "system_auth")));
        assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refused.violations())
                .extracting(Refusal.Violation::field)
                .containsExactly("retentionInHours", "keyspaces");
        assertThat(refused.violations().get(0).rule()).contains("at least 72");
    }

    @Test
    void keepsANightlyBackupFor24HoursThoughOneNightInAutumnHas25() {
        var nightly = new PutBackupSchedule(ORDERS, "nightly", "0 2 * * *", "Europe/Rome", 24, List.of(), null, null);
        assertThat(ScheduleRules.check(nightly, Set.of("default"), Instant.parse("2027-10-15T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void refusesABadExpressionInTheWordsOfTheParser() {
        var refused = refusal(send(nightly("0 25 * * *", 24)));
        assertThat(refused.violations())
                .singleElement()
                .satisfies(v -> assertThat(v.rule()).contains("25").contains("[0, 23]"));
    }

    @Test
    void refusesATimeThatNeverComes() {
        assertThat(refusal(send(nightly("0 2 30 2 *", 0))).violations())
                .containsExactly(new Refusal.Violation("cronExpression", "never comes"));
    }

    @Test
    void keepsForEverWithNoRetention() {
        assertThat(send(nightly("0 2 1 * *", 0))).singleElement().isInstanceOf(BackupScheduleChanged.class);
    }

    @Test
    void refusesAClusterThatNobodyKnows() {
        topology = Optional.empty();
        assertThat(refusal(send(nightly("0 2 * * *", 24))).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(engine.find(kind, NIGHTLY.id())).isEmpty();
    }

    @Test
    void endsWithItsCluster() {
        send(nightly("0 2 * * *", 24));
        topology = Optional.empty();
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT))
                .containsExactly(new BackupScheduleDeleted(ORDERS, "nightly"));
        assertThat(journal.open("schedule")).isEmpty();
    }

    @Test
    void isDeletedOnceAndComesBackWhenPutAgain() {
        send(nightly("0 2 * * *", 24));
        var delete = new DeleteBackupSchedule(ORDERS, "nightly");
        assertThat(send(delete)).containsExactly(new BackupScheduleDeleted(ORDERS, "nightly"));
        assertThat(refusal(send(delete)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        send(nightly("0 2 * * *", 24));
        assertThat(nextDue()).isEqualTo(TWO_AT_NIGHT);
    }

    @Test
    void cannotBeDeletedWhereThereIsNone() {
        assertThat(refusal(send(new DeleteBackupSchedule(ORDERS, "weekly"))).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void letsItsTimesPassWhilePausedAndMakesUpForNone() {
        send(nightly("0 2 * * *", 24));
        assertThat(send(new PauseBackupSchedule(ORDERS, "nightly")))
                .containsExactly(
                        new BackupScheduleChanged(ORDERS, "nightly", "0 2 * * *", "UTC", 24, TWO_AT_NIGHT, null, true));
        assertThat(kind.wakeAt(engine.find(kind, NIGHTLY.id()).orElseThrow())).isEmpty();
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT)).isEmpty();
        assertThat(send(new PauseBackupSchedule(ORDERS, "nightly"))).isEmpty();
        now = Instant.parse("2027-01-05T09:00:00Z");
        send(new ResumeBackupSchedule(ORDERS, "nightly"));
        assertThat(nextDue()).isEqualTo("2027-01-06T02:00:00Z");
    }

    @Test
    void staysPausedWhenItIsPutAgain() {
        send(nightly("0 2 * * *", 24));
        send(new PauseBackupSchedule(ORDERS, "nightly"));
        send(nightly("0 3 * * *", 48));
        assertThat(engine.find(kind, NIGHTLY.id()).orElseThrow())
                .isInstanceOfSatisfying(
                        Paused.class,
                        paused -> assertThat(paused.plan().retentionInHours()).isEqualTo(48));
    }

    @Test
    void runsNowOnceMoreThanItsCalendarSays() {
        send(nightly("0 2 * * *", 24));
        assertThat(send(new RunBackupSchedule(ORDERS, "nightly")))
                .containsExactly(new BackupDue(ORDERS, "nightly", NOW, 0, List.of(), null, 24, null));
        assertThat(nextDue()).isEqualTo(TWO_AT_NIGHT);
    }

    @Test
    void saysWhatACatchUpRunStandsFor() {
        send(nightly("0 2 * * *", 24));
        wake(engine, TWO_AT_NIGHT, Instant.parse("2027-01-05T09:00:00Z"));
        var last = ((Active) engine.find(kind, NIGHTLY.id()).orElseThrow()).last();
        assertThat(last.missed()).isEqualTo(3);
        assertThat(last.dueAt()).isEqualTo("2027-01-05T02:00:00Z");
    }

    @Test
    void refusesAStoreThatNobodyConfigured() {
        var elsewhere = new PutBackupSchedule(ORDERS, "nightly", "0 2 * * *", null, 24, null, "moon", null);
        assertThat(refusal(send(elsewhere)).violations())
                .extracting(Refusal.Violation::field)
                .containsExactly("store");
    }

    private static PutBackupSchedule copiedTo(String store) {
        return new PutBackupSchedule(ORDERS, "nightly", "0 2 * * *", null, 24, null, null, null, store);
    }

    @Test
    void tellsEachBackupWhereItIsCopied() {
        send(copiedTo("offsite"));
        assertThat(wake(engine, TWO_AT_NIGHT, TWO_AT_NIGHT))
                .containsExactly(
                        new BackupDue(ORDERS, "nightly", TWO_AT_NIGHT, 0, List.of(), null, 24, null, "offsite"));
    }

    @Test
    void refusesACopyIntoAStoreThatNobodyConfiguredOrIntoTheSame() {
        for (var store : List.of("moon", "default")) {
            assertThat(refusal(send(copiedTo(store))).violations())
                    .extracting(Refusal.Violation::field)
                    .containsExactly("copyTo");
        }
    }

    @Test
    void refusesATimeZoneThatIsNone() {
        assertThatThrownBy(() ->
                        new PutBackupSchedule(ORDERS, "nightly", "0 2 * * *", "Mars/Olympus", 24, null, null, null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("IANA time zone such as Europe/Rome");
    }
}
