package dev.aeneas.backup.retention;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.retention.MarkAndSweep.Swept;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeSummary;
import dev.aeneas.backup.run.Manifests.NodeTokens;
import dev.aeneas.backup.run.Retention;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.Totals;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.contracts.BackupCommand.ApplyRetention;
import dev.aeneas.contracts.BackupCommand.DeleteBackup;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.BackupEvent.RetentionApplied;
import dev.aeneas.contracts.BackupEvent.RetentionFailed;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.CrashPoints;
import dev.aeneas.platform.testing.CrashPoints.Died;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention on a service that dies at every moment there is; what stays must be whole. */
class RetentionRunTest {
    private static final Duration GRACE = Duration.ofHours(24);
    private static final ProcessId RETENTION = new ProcessId("retention", ORDERS.value());
    private static final int ROUNDS_MAX = 50;

    @TempDir
    private Path root;

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static Digest digest(String content) throws IOException {
        return Digest.of(new ByteArrayInputStream(bytes(content)));
    }

    /** A service whose clock is ten days ahead of what the store wrote. */
    private final class Service implements RetentionFacts {
        private final InMemoryJournal journal = new InMemoryJournal();
        private final RecordingPublisher publisher = new RecordingPublisher();
        private final ProcessKind<RetentionState> kind = RetentionProcess.kind(
                name -> Optional.of(Topologies.normal("127.0.0.1")), Duration.ofHours(6), Duration.ofMinutes(10));
        private final BackupStore store;
        private final RetentionWorker worker;
        private final CrashPoints crash;
        private Instant now = Instant.now().plus(Duration.ofDays(10));
        private boolean turn = true;
        private int ownAcknowledged;

        Service(String folder, CrashPoints crash) throws IOException {
            this.crash = crash;
            store = new DirectoryBackupStore(root.resolve(folder));
            worker = new RetentionWorker(
                    ConfiguredStores.of(store),
                    this,
                    new RetentionWorker.Settings(GRACE, 100, new MarkAndSweep.Bounds(64, 2)),
                    () -> now);
            for (var content : List.of("shared", "onlyOld", "onlyNew", "orphan")) {
                store.putObject(
                        ORDERS, digest(content), content.length(), () -> new ByteArrayInputStream(bytes(content)));
            }
            backup("old", Duration.ofDays(7), "shared", "onlyOld");
            backup("new", Duration.ofHours(1), "shared", "onlyNew");
        }

        final void backup(String id, Duration age, String... contents) throws IOException {
            var files = new StringBuilder();
            for (var content : contents) {
                files.append(files.isEmpty() ? "" : ",").append("{\"digest\":\"" + digest(content) + "\"}");
            }
            store.putDocument(ORDERS, id, "nodes/east_1.json", bytes("{\"files\":[" + files + "]}"));
            var at = now.minus(age);
            var node = new NodeTokens(new BackupNode("east_1", "127.0.0.1", "east", "east_1"), List.of(1L));
            var summary = new NodeSummary(node, "nodes/east_1.json", digest("any"), new Totals(2, 2, 2));
            var manifest = new BackupManifest(
                    1,
                    ORDERS,
                    id,
                    "nightly",
                    at,
                    at,
                    new Schema("5.0.9", List.of(), List.of(), List.of()),
                    List.of(summary),
                    new Totals(2, 2, 2),
                    new Retention(48, null));
            store.putDocument(ORDERS, id, "manifest.json", WireFormat.write(manifest));
        }

        @Override
        public Map<String, Retention> schedules(ClusterName cluster) {
            return Map.of("nightly", new Retention(48, null));
        }

        @Override
        public Set<String> inUse(ClusterName cluster) {
            return Set.of();
        }

        @Override
        public Set<String> verified(ClusterName cluster, String store) {
            crash.pass();
            return Set.of();
        }

        @Override
        public boolean holdsTurn(ClusterName cluster, String holder) {
            crash.pass();
            return turn;
        }

        /** Lives and dies and lives again until the command is carried out and nothing is left to do. */
        void live(Message command) {
            for (int round = 0; round < ROUNDS_MAX; round++) {
                try {
                    if (liveOnce(command)) {
                        return;
                    }
                } catch (Died e) {
                    // comes back
                }
            }
            throw new AssertionError("still busy");
        }

        private boolean liveOnce(Message command) {
            var engine = new ProcessEngine(
                    URI.create("/test"),
                    List.of(kind, TurnProcess.kind(2)),
                    crash.around(journal),
                    crash.around(publisher),
                    () -> now);
            engine.handle(new Received<>("command", "c", now, command));
            for (; ownAcknowledged < publisher.envelopes().size(); ownAcknowledged++) {
                engine.handle(Received.from(publisher.envelopes().get(ownAcknowledged), now));
            }
            var state = engine.find(kind, RETENTION.id()).orElseThrow();
            kind.openWork(state).forEach(work -> perform(engine, (RetentionWork) work));
            return state instanceof RetentionState.Idle
                    && ownAcknowledged == publisher.envelopes().size();
        }

        private void perform(ProcessEngine engine, RetentionWork work) {
            Object report;
            try {
                report = worker.perform(RETENTION, work);
            } catch (Died | WorkAbandoned e) {
                throw e;
            } catch (Exception e) {
                report = new WorkFailed(work, e);
            }
            crash.pass();
            engine.report(RETENTION, "work:" + work.key(), report);
        }

        boolean has(String content) throws IOException {
            return store.sizeOf(ORDERS, digest(content)).isPresent();
        }

        List<Message> said(Class<? extends Message> type) {
            return publisher.messages().stream().filter(type::isInstance).toList();
        }
    }

    private static CrashPoints never() {
        return new CrashPoints(List.of());
    }

    @Test
    void deletesWhatIsTooOldAndWhatOnlyItNeeded() throws IOException {
        var service = new Service("calm", never());
        service.live(new ApplyRetention(ORDERS));
        assertThat(service.store.backups(ORDERS)).containsExactly("new");
        assertThat(List.of(service.has("shared"), service.has("onlyNew"))).containsOnly(true);
        assertThat(List.of(service.has("onlyOld"), service.has("orphan"))).containsOnly(false);
        assertThat(service.said(BackupDeleted.class))
                .containsExactly(new BackupDeleted(ORDERS, "old", BackupDeleted.Reason.TOO_OLD, "default"));
        assertThat(service.said(RetentionApplied.class))
                .singleElement()
                .isInstanceOfSatisfying(RetentionApplied.class, applied -> assertThat(applied.objectsDeleted())
                        .isEqualTo(2));
    }

    @Test
    void endsTheSameWhereverItDies() throws IOException {
        var calm = new Service("undisturbed", never());
        calm.live(new ApplyRetention(ORDERS));
        int points = calm.crash.passed();
        assertThat(points).isGreaterThan(30);
        for (int dies = 0; dies < points; dies++) {
            var service = new Service("died" + dies, new CrashPoints(List.of(dies)));
            service.live(new ApplyRetention(ORDERS));
            assertThat(service.store.backups(ORDERS)).as("died at %d", dies).containsExactly("new");
            assertThat(service.has("shared") && service.has("onlyNew"))
                    .as("died at %d", dies)
                    .isTrue();
            assertThat(service.has("onlyOld") || service.has("orphan"))
                    .as("died at %d", dies)
                    .isFalse();
            assertThat(service.said(BackupDeleted.class)).as("died at %d", dies).hasSize(1);
            assertThat(service.journal.open("turns")).as("died at %d", dies).isEmpty();
        }
    }

    @Test
    void leavesYoungContentsAlone() throws IOException {
        var service = new Service("young", never());
        service.now = Instant.now();
        service.live(new ApplyRetention(ORDERS));
        assertThat(service.has("orphan")).isTrue();
    }

    @Test
    void deletesNothingWhenItCannotTellWhatIsNeeded() throws IOException {
        var service = new Service("torn", never());
        var manifest =
                service.store.readDocument(ORDERS, "new", "manifest.json").orElseThrow();
        service.store.deleteBackup(ORDERS, "new");
        service.store.putDocument(ORDERS, "new", "manifest.json", manifest);
        service.live(new ApplyRetention(ORDERS));
        assertThat(service.said(RetentionFailed.class)).hasSize(1);
        assertThat(service.has("orphan") && service.has("onlyNew")).isTrue();
    }

    @Test
    void saysWhatWouldGoAndLetsItBe() throws Exception {
        var service = new Service("dry", never());
        var preview = service.worker.preview(ORDERS);
        assertThat(preview.expired()).extracting(Expired::backupId).containsExactly("old");
        assertThat(new Swept(preview.objects(), preview.bytes(), preview.objectsKept()))
                .isEqualTo(new Swept(2, 13, 2));
        assertThat(service.store.backups(ORDERS)).containsExactly("new", "old");
        assertThat(service.has("orphan")).isTrue();
    }

    @Test
    void deletesABackupByCommandButNotTheNewestUnlessAskedTwice() throws IOException {
        var service = new Service("command", never());
        service.live(new DeleteBackup(ORDERS, "new", false));
        assertThat(service.said(BackupRefused.class))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                                refused.violations().get(0).rule())
                        .contains("make another one first"));
        assertThat(service.store.backups(ORDERS)).contains("new");
        var again = new Service("force", never());
        again.live(new DeleteBackup(ORDERS, "new", true));
        assertThat(again.said(BackupDeleted.class))
                .contains(new BackupDeleted(ORDERS, "new", BackupDeleted.Reason.ASKED_FOR, "default"));
    }

    @Test
    void stopsWhenItsTurnIsOver() throws IOException {
        var service = new Service("late", never());
        service.turn = false;
        var sweep = new RetentionWork.Sweep(ORDERS, "retention/1", List.of());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> service.worker.perform(RETENTION, sweep)))
                .isInstanceOf(WorkAbandoned.class);
        assertThat(service.has("orphan")).isTrue();
    }
}
