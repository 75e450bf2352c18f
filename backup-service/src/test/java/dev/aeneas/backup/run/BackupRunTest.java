package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.testing.FakeBackupCluster;
import dev.aeneas.backup.testing.OwnEvents;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.backup.turn.TurnProcess;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.contracts.BackupScheduleEvent.BackupDue;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.NodeState;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRunTest {
    private static final RunPolicy POLICY = new RunPolicy(
            2, 3, Duration.ofSeconds(5), new RunPolicy.Clearing(4, Duration.ofSeconds(5), Duration.ofHours(1)));
    private static final int ROUNDS_MAX = 100;

    @TempDir
    private Path root;

    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final List<BackupNode> nodes = List.of(node(1), node(2), node(3));
    private final FakeBackupCluster cluster = new FakeBackupCluster(nodes);
    private Optional<ClusterTopology> topology = Optional.of(Topologies.normal("127.0.0.1", "127.0.0.2", "127.0.0.3"));
    private final ProcessKind<BackupRun> kind = RunProcess.kind(name -> topology, Set.of("default", "offsite"), POLICY);
    private final ProcessEngine engine = new ProcessEngine(
            URI.create("/test"), List.of(kind, TurnProcess.kind(2)), journal, publisher, () -> this.now);
    private final OwnEvents events = new OwnEvents(publisher, engine, () -> this.now);
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");

    /** Work whose report is lost with the process that did it; counted down. */
    private int crashAfter = Integer.MAX_VALUE;

    private static BackupNode node(int number) {
        return new BackupNode("east_" + number, "127.0.0." + number, "east", "east_1");
    }

    @BeforeEach
    void someData() {
        cluster.write("east_1", "nb-1-big-Data.db", "first");
        cluster.write("east_2", "nb-1-big-Data.db", "second");
        cluster.write("east_3", "nb-7-big-Data.db", "first");
    }

    private BackupStore store() {
        return stores().named(BackupStores.DEFAULT);
    }

    private BackupStores stores() {
        return ConfiguredStores.of(Map.of(
                "default", new DirectoryBackupStore(root),
                "offsite", new DirectoryBackupStore(root.resolve("offsite"))));
    }

    private List<Message> send(Message message) {
        var id = UUID.randomUUID().toString();
        var said = engine.handle(new Received<>(id, id, now, message));
        events.deliver();
        return said;
    }

    private List<Message> start(String backupId, String... keyspaces) {
        return send(new StartBackup(ORDERS, backupId, List.of(keyspaces), null));
    }

    private BackupRun run(String backupId) {
        return engine.find(kind, RunProcess.id(ORDERS, backupId)).orElseThrow();
    }

    /** Does what the platform's runner does, until nothing is left to do or to wait for. */
    private BackupRun drive(String backupId) {
        var process = new ProcessId("backup", RunProcess.id(ORDERS, backupId));
        var cluster3 = new BackupWorker.Cluster(cluster, cluster, cluster);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var worker = new BackupWorker(cluster3, stores(), () -> now, 2, Duration.ofSeconds(10));
            var work = kind.openWork(run(backupId));
            for (var piece : work) {
                perform(worker, process, (BackupWork) piece);
            }
            var wakeAt = kind.wakeAt(run(backupId));
            if (work.isEmpty() && wakeAt.isEmpty()) {
                return run(backupId);
            }
            if (work.isEmpty()) {
                now = wakeAt.orElseThrow();
                engine.deliver(process, new Received<>("wake:" + now, "c", now, new Wake(now)));
            }
        }
        throw new AssertionError("still busy: " + run(backupId));
    }

    private void perform(BackupWorker worker, ProcessId process, BackupWork work) {
        Object report;
        try {
            report = worker.perform(process, work);
        } catch (Exception e) {
            report = new WorkFailed(work, e);
        }
        if (crashAfter-- != 0) {
            engine.deliver(process, new Received<>("work:" + work.key(), "c", now, report));
            events.deliver();
        }
    }

    private <T> T document(String backupId, String name, Class<T> type) throws IOException {
        return WireFormat.read(store().readDocument(ORDERS, backupId, name).orElseThrow(), type);
    }

    private List<Message> ends() {
        return publisher.messages().stream()
                .filter(m -> m instanceof BackupCompleted || m instanceof BackupFailed)
                .toList();
    }

    @Test
    void endsCompletedWithEveryNodesManifestInTheStoreAndNoSnapshotOnANode() throws IOException {
        assertThat(start("b1")).containsExactly(new TurnRequested(ORDERS, "backup/b1"));
        assertThat(publisher.messages()).contains(new BackupStarted(ORDERS, "b1", List.of(), 3));
        assertThat(drive("b1")).isInstanceOf(Completed.class);
        assertThat(cluster.holders()).isEmpty();
        assertThat(journal.open("backup")).isEmpty();
        var manifest = document("b1", "manifest.json", BackupManifest.class);
        assertThat(manifest.nodes()).extracting(n -> n.node().node()).isEqualTo(nodes);
        assertThat(manifest.schema().statements()).containsExactly("CREATE TABLE items0");
        assertThat(manifest.totals().files()).isEqualTo(3);
        for (var node : manifest.nodes()) {
            assertThat(document("b1", node.manifest(), NodeManifest.class).files())
                    .hasSize(1)
                    .allSatisfy(file ->
                            assertThat(store().sizeOf(ORDERS, file.digest())).hasValue(file.sizeBytes()));
        }
        assertThat(ends()).singleElement().isInstanceOf(BackupCompleted.class);
    }

    @Test
    void sendsTheSameContentOnceWhateverItsNameAndNode() {
        start("b1");
        drive("b1");
        // "first" on two nodes, "second" on one
        assertThat(((Completed) run("b1")).totals()).isEqualTo(new Totals(3, 16, 11));
    }

    @Test
    void tellsFilesOfTheSameNameApartByTheirContent() throws IOException {
        start("b1");
        drive("b1");
        var first =
                document("b1", "nodes/east_1.json", NodeManifest.class).files().get(0);
        var second =
                document("b1", "nodes/east_2.json", NodeManifest.class).files().get(0);
        assertThat(first.name()).isEqualTo(second.name());
        assertThat(first.digest()).isNotEqualTo(second.digest());
    }

    @Test
    void sendsNothingASecondTime() {
        start("b1");
        drive("b1");
        start("b2");
        drive("b2");
        assertThat(((Completed) run("b2")).totals()).isEqualTo(new Totals(3, 16, 0));
    }

    @Test
    void endsTheSameHoweverOftenItIsKilledBetweenTwoSteps() throws IOException {
        for (int crash = 0; crash < 8; crash++) {
            var id = "killed" + crash;
            start(id);
            crashAfter = crash;
            assertThat(drive(id)).as("killed after step %d", crash).isInstanceOf(Completed.class);
            assertThat(cluster.holders()).isEmpty();
            assertThat(document(id, "manifest.json", BackupManifest.class).nodes())
                    .hasSize(3);
        }
        assertThat(ends()).hasSize(8);
    }

    @Test
    void takesATornSnapshotAnew() throws IOException {
        // an attempt was killed between two nodes, before it could say that all hold the snapshot
        cluster.connect(ORDERS, nodes.get(0)).take("b1", Set.of("shop"));
        cluster.write("east_1", "nb-2-big-Data.db", "written later");
        start("b1");
        assertThat(drive("b1")).isInstanceOf(Completed.class);
        assertThat(document("b1", "nodes/east_1.json", NodeManifest.class).files())
                .hasSize(2);
    }

    @Test
    void failsAndNamesTheNodeThatIsDown() {
        cluster.stop("east_2");
        start("b1");
        assertThat(drive("b1")).isInstanceOf(Failed.class);
        assertThat(ends()).singleElement().isInstanceOfSatisfying(BackupFailed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo("NodesUnavailable");
            assertThat(failed.error().target()).isEqualTo("east_2");
        });
        assertThat(((Failed) run("b1")).leftovers().names()).containsExactly("east_2");
    }

    @Test
    void leavesNoSnapshotWhereANodeDiesWhileOthersTakeTheirs() throws IOException {
        cluster.dieWhenAskedForASnapshot("east_3");
        start("b1");
        assertThat(drive("b1")).isInstanceOf(Failed.class);
        assertThat(cluster.holders()).isEmpty();
        assertThat(store().readDocument(ORDERS, "b1", "manifest.json")).isEmpty();
    }

    @Test
    void clearsASnapshotWhenItsNodeIsBack() {
        start("b1");
        var process = new ProcessId("backup", "orders/b1");
        var worker = new BackupWorker(
                new BackupWorker.Cluster(cluster, cluster, cluster), stores(), () -> now, 1, Duration.ofSeconds(10));
        perform(worker, process, (BackupWork) kind.openWork(run("b1")).get(0));
        cluster.stop("east_1");
        for (int attempt = 0; attempt < 3; attempt++) {
            kind.openWork(run("b1")).forEach(work -> perform(worker, process, (BackupWork) work));
            now = now.plusSeconds(5);
            engine.deliver(process, new Received<>("wake:" + now, "c", now, new Wake(now)));
        }
        assertThat(run("b1")).isInstanceOf(Failed.class);
        assertThat(ends()).singleElement().isInstanceOf(BackupFailed.class);
        cluster.start("east_1");
        drive("b1");
        assertThat(cluster.holders()).isEmpty();
        assertThat(journal.open("backup")).isEmpty();
    }

    @Test
    void failsWhenTheSchemaDoesNotHoldStill() {
        cluster.changeTheSchemaAtEachRead();
        start("b1");
        assertThat(drive("b1")).isInstanceOf(Failed.class);
        assertThat(cluster.holders()).isEmpty();
    }

    @Test
    void isNotCompleteWithoutAnObjectThatVanishedFromTheStore() throws IOException {
        start("b1");
        var process = new ProcessId("backup", "orders/b1");
        var worker = new BackupWorker(
                new BackupWorker.Cluster(cluster, cluster, cluster), stores(), () -> now, 1, Duration.ofSeconds(10));
        while (!(run("b1") instanceof Completing)) {
            kind.openWork(run("b1")).forEach(work -> perform(worker, process, (BackupWork) work));
        }
        var file =
                document("b1", "nodes/east_2.json", NodeManifest.class).files().get(0);
        var hex = file.digest().hex();
        Files.delete(root.resolve("orders/objects/" + hex.substring(0, 2) + "/" + hex));
        assertThat(drive("b1")).isInstanceOf(Failed.class);
        assertThat(store().readDocument(ORDERS, "b1", "manifest.json")).isEmpty();
        assertThat(cluster.holders()).isEmpty();
    }

    @Test
    void isNamedAfterItsScheduleAndDueTimeAndStartsOnceForBoth() {
        var due = new BackupDue(ORDERS, "nightly", Instant.parse("2026-11-23T02:00:00Z"), 0, List.of(), null, 24, null);
        assertThat(send(due)).singleElement().isInstanceOf(TurnRequested.class);
        assertThat(send(due)).isEmpty();
        assertThat(run("nightly-20261123T020000Z").request().scheduleName()).isEqualTo("nightly");
    }

    @Test
    void isNotStartedTwiceUnderOneName() {
        start("b1");
        assertThat(start("b1")).isEmpty();
        assertThat(start("b1", "shop"))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(refused.kind())
                        .isEqualTo(Refusal.Kind.CONFLICT));
    }

    @Test
    void readsNoFileASecondTimeInALaterBackup() {
        start("b1");
        drive("b1");
        int first = cluster.filesRead();
        assertThat(first).isEqualTo(3);
        cluster.write("east_1", "nb-2-big-Data.db", "new");
        start("b2");
        assertThat(drive("b2")).isInstanceOfSatisfying(Completed.class, b2 -> assertThat(
                        b2.totals().bytesSent())
                .isEqualTo(3));
        assertThat(cluster.filesRead()).isEqualTo(first + 1);
    }

    @Test
    void readsAFileOfTheSameNameAndSizeAgainWhenTheDiskSaysThatItIsAnother() throws IOException {
        start("b1");
        drive("b1");
        cluster.write("east_1", "nb-1-big-Data.db", "other");
        start("b2");
        assertThat(drive("b2")).isInstanceOfSatisfying(Completed.class, b2 -> assertThat(
                        b2.totals().bytesSent())
                .isEqualTo(5));
        assertThat(document("b2", "nodes/east_1.json", NodeManifest.class)
                        .files()
                        .get(0)
                        .digest())
                .isNotEqualTo(document("b1", "nodes/east_1.json", NodeManifest.class)
                        .files()
                        .get(0)
                        .digest());
    }

    @Test
    void sendsAgainWhatIsKnownButVanishedFromTheStore() throws IOException {
        start("b1");
        drive("b1");
        var lost =
                document("b1", "nodes/east_2.json", NodeManifest.class).files().get(0);
        store().deleteObject(ORDERS, lost.digest());
        start("b2");
        assertThat(drive("b2")).isInstanceOf(Completed.class);
        assertThat(store().sizeOf(ORDERS, lost.digest())).hasValue(lost.sizeBytes());
    }

    @Test
    void goesIntoTheStoreThatWasAskedFor() throws IOException {
        send(new StartBackup(ORDERS, "b1", List.of(), "offsite"));
        assertThat(drive("b1")).isInstanceOf(Completed.class);
        assertThat(stores().named("offsite").readDocument(ORDERS, "b1", "manifest.json"))
                .isPresent();
        assertThat(store().backups(ORDERS)).isEmpty();
        assertThat(start("b1")).singleElement().isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                        refused.kind())
                .isEqualTo(Refusal.Kind.CONFLICT));
    }

    @Test
    void refusesAStoreThatNobodyConfigured() {
        assertThat(send(new StartBackup(ORDERS, "b1", List.of(), "moon")))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refused.violations())
                            .containsExactly(
                                    new Refusal.Violation("store", "must be one of [default, offsite]; was 'moon'"));
                });
    }

    @Test
    void neverTakesThePlaceOfACompleteBackupInTheStore() throws IOException {
        store().putDocument(ORDERS, "b1", "manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
        start("b1");
        assertThat(drive("b1")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.error().code())
                .isEqualTo("BackupExists"));
    }

    @Test
    void refusesWithEveryViolationAtOnce() {
        assertThat(start("../up", "system_auth"))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refused.violations())
                            .extracting(Refusal.Violation::field)
                            .containsExactly("backupId", "keyspaces");
                });
        assertThat(engine.find(kind, "orders/../up")).isEmpty();
    }

    @Test
    void refusesAClusterThatNobodyKnowsOrThatHasNoNode() {
        topology = Optional.of(Topologies.of(List.of(Topologies.node("east_1", "127.0.0.1", NodeState.STOPPED))));
        assertThat(start("b1")).singleElement().isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                        refused.kind())
                .isEqualTo(Refusal.Kind.CONFLICT));
        topology = Optional.empty();
        assertThat(start("b1")).singleElement().isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(
                        refused.kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void givesUpOnASnapshotOnlyAfterTheBoundAndSaysWhereItIs() {
        start("b1");
        cluster.stop("east_1");
        var over = (BackupRun.Over) drive("b1");
        assertThat(over.leftovers().givenUp()).containsExactly("east_1");
    }

    private void takeSnapshotsOnly(String backupId) {
        var worker = new BackupWorker(
                new BackupWorker.Cluster(cluster, cluster, cluster), stores(), () -> now, 1, Duration.ofSeconds(10));
        var process = new ProcessId("backup", RunProcess.id(ORDERS, backupId));
        perform(worker, process, (BackupWork) kind.openWork(run(backupId)).get(0));
        assertThat(run(backupId)).isInstanceOf(Uploading.class);
    }

    @Test
    void keepsTheSchemaOfItsMomentThoughATableIsDroppedOrAlteredMeanwhile() throws IOException {
        start("b1");
        takeSnapshotsOnly("b1");
        cluster.changeTheSchemaAtEachRead();
        assertThat(drive("b1")).isInstanceOf(Completed.class);
        assertThat(document("b1", "manifest.json", BackupManifest.class)
                        .schema()
                        .statements())
                .containsExactly("CREATE TABLE items0");
    }

    @Test
    void completesLaterWhenANodeThatWasDownIsBackInTime() throws IOException {
        start("b1");
        takeSnapshotsOnly("b1");
        cluster.stop("east_2");
        var worker = new BackupWorker(
                new BackupWorker.Cluster(cluster, cluster, cluster), stores(), () -> now, 1, Duration.ofSeconds(10));
        kind.openWork(run("b1"))
                .forEach(work -> perform(worker, new ProcessId("backup", "orders/b1"), (BackupWork) work));
        assertThat(ends()).isEmpty();
        assertThat(store().readDocument(ORDERS, "b1", "manifest.json")).isEmpty();
        cluster.start("east_2");
        assertThat(drive("b1")).isInstanceOf(Completed.class);
        assertThat(document("b1", "manifest.json", BackupManifest.class).nodes())
                .hasSize(3);
        assertThat(cluster.holders()).isEmpty();
    }

    @Test
    void isNoMoreWhenRetentionDeletedIt() {
        start("b1");
        drive("b1");
        send(new BackupDeleted(ORDERS, "b1", BackupDeleted.Reason.TOO_OLD));
        assertThat(run("b1")).isInstanceOf(Deleted.class);
        assertThat(journal.open("backup")).isEmpty();
    }
}
