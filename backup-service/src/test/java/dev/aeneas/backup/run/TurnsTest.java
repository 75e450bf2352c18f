package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.testing.FakeBackupCluster;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.CrashPoints;
import dev.aeneas.platform.testing.CrashPoints.Died;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several backups of one cluster due at once, on a service that dies at every moment there is. */
class TurnsTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LINE_MAX = 2;

    @TempDir
    private Path root;

    private static BackupDue due(String schedule) {
        return new BackupDue(ORDERS, schedule, Instant.parse("2026-11-23T02:00:00Z"), 0, List.of(), null, 24, null);
    }

    private static List<BackupDue> due(int count) {
        return IntStream.range(0, count).mapToObj(i -> due("s" + i)).toList();
    }

    /** The service with its journal and its topic; what is in memory is lost when it dies. */
    private final class Service {
        private final InMemoryJournal journal = new InMemoryJournal();
        private final RecordingPublisher publisher = new RecordingPublisher();
        private final FakeBackupCluster cluster =
                new FakeBackupCluster(List.of(new BackupNode("east_1", "127.0.0.1", "east", "east_1")));
        private final ProcessKind<BackupRun> runs = RunProcess.kind(
                name -> Optional.of(Topologies.normal("127.0.0.1")),
                Set.of("default"),
                new RunPolicy(3, 2, PAUSE, new RunPolicy.Clearing(3, PAUSE, PAUSE)));
        private final CrashPoints crash;
        private final List<BackupDue> arrived;
        private final BackupWorker worker;
        private Instant now = Instant.parse("2026-11-23T02:00:00Z");
        private int acknowledged;
        private int ownAcknowledged;
        private int mostAtOnce;

        Service(String folder, CrashPoints crash, int backups) {
            this.crash = crash;
            this.arrived = due(backups);
            cluster.write("east_1", "nb-1-big-Data.db", "first");
            var stores = ConfiguredStores.of(new DirectoryBackupStore(root.resolve(folder)));
            worker = new BackupWorker(
                    new BackupWorker.Cluster(cluster, cluster, cluster), stores, () -> now, 2, Duration.ofSeconds(10));
        }

        /** Lives and dies and lives again until all is over. */
        Service live() {
            for (boolean over = false; !over; ) {
                try {
                    over = liveOnce();
                } catch (Died e) {
                    // comes back; what was not acknowledged is delivered again
                }
            }
            return this;
        }

        private boolean liveOnce() {
            var engine = new ProcessEngine(
                    URI.create("/test"),
                    List.of(runs, TurnProcess.kind(LINE_MAX)),
                    crash.around(journal),
                    crash.around(publisher),
                    () -> now);
            while (true) {
                consume(engine);
                var open = journal.open(runs.name());
                if (open.isEmpty()) {
                    return true;
                }
                open.forEach(id -> drive(engine, new ProcessId(runs.name(), id)));
            }
        }

        private void consume(ProcessEngine engine) {
            for (; acknowledged < arrived.size(); acknowledged++) {
                engine.handle(new Received<>("due-" + acknowledged, "c", now, arrived.get(acknowledged)));
            }
            for (; ownAcknowledged < publisher.envelopes().size(); ownAcknowledged++) {
                engine.handle(Received.from(publisher.envelopes().get(ownAcknowledged), now));
                mostAtOnce = Math.max(mostAtOnce, atOnce());
            }
        }

        private int atOnce() {
            return (int) journal.all(runs.name()).stream()
                    .flatMap(id -> journal.load(new ProcessId(runs.name(), id)).stream())
                    .filter(entry -> List.of("snapshotting", "uploading", "completing").stream()
                            .anyMatch(state -> entry.state().contains("\"is\":\"" + state)))
                    .count();
        }

        private void drive(ProcessEngine engine, ProcessId process) {
            // as the runner's sweep: what was recorded is published before anything else
            engine.report(process, "look", "nothing that a run decides on");
            var run = engine.find(runs, process.id()).orElseThrow();
            for (var work : runs.openWork(run)) {
                engine.report(process, "work:" + work.key(), result(process, (BackupWork) work));
            }
            runs.wakeAt(run).ifPresent(at -> {
                now = at;
                engine.report(process, "wake:" + process + at, new Wake(at));
            });
        }

        private Object result(ProcessId process, BackupWork work) {
            crash.pass();
            try {
                return worker.perform(process, work);
            } catch (Exception e) {
                return new WorkFailed(work, e);
            } finally {
                crash.pass();
            }
        }

        List<Message> said(Class<? extends Message> type) {
            return publisher.messages().stream().filter(type::isInstance).toList();
        }
    }

    @Test
    void backUpsDueAtOnceRunOneAfterTheOther() {
        var service = new Service("calm", new CrashPoints(List.of()), 3).live();
        assertThat(service.mostAtOnce).isEqualTo(1);
        assertThat(service.said(BackupStarted.class)).hasSize(3);
        assertThat(service.said(BackupCompleted.class)).hasSize(3);
    }

    @Test
    void refusesOneMoreThanMayWaitAndSaysWhatToDo() {
        var service = new Service("full", new CrashPoints(List.of()), LINE_MAX + 2).live();
        assertThat(service.said(BackupCompleted.class)).hasSize(LINE_MAX + 1);
        assertThat(service.said(BackupFailed.class))
                .singleElement()
                .isInstanceOfSatisfying(BackupFailed.class, failed -> assertThat(failed.error())
                        .satisfies(error -> assertThat(error.code()).isEqualTo("QueueFull"))
                        .satisfies(error -> assertThat(error.message()).contains("ask again")));
    }

    @Test
    void completesEachOnceAndNeverTwoAtOnceWhereverItDies() {
        var calm = new Service("undisturbed", new CrashPoints(List.of()), 2).live();
        int points = calm.crash.passed();
        assertThat(points).isGreaterThan(50);
        for (int dies = 0; dies < points; dies++) {
            var service = new Service("died" + dies, new CrashPoints(List.of(dies)), 2).live();
            assertThat(service.mostAtOnce).as("died at %d", dies).isEqualTo(1);
            assertThat(service.said(BackupCompleted.class))
                    .as("died at %d", dies)
                    .hasSize(2);
            assertThat(service.said(BackupFailed.class)).as("died at %d", dies).isEmpty();
            assertThat(service.cluster.holders()).as("died at %d", dies).isEmpty();
            assertThat(service.journal.open("turns")).as("died at %d", dies).isEmpty();
        }
    }
}
