package dev.aeneas.backup.drill;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.JournaledDrills;
import dev.aeneas.backup.drill.DrillRun.Ended;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.BackupStores;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.backup.testing.StoredBackup;
import dev.aeneas.backup.testing.Topologies;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.contracts.ProvisioningEvent.OperationFailed;
import dev.aeneas.contracts.ProvisioningEvent.OperationSucceeded;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.AbortRestore;
import dev.aeneas.contracts.RestoreCommand.RestoreBackup;
import dev.aeneas.contracts.RestoreDrillCommand.AbortRestoreDrill;
import dev.aeneas.contracts.RestoreDrillCommand.DrillRestore;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillCompleted;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillFailed;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillRefused;
import dev.aeneas.contracts.RestoreDrillEvent.RestoreDrillStarted;
import dev.aeneas.contracts.RestoreEvent.RestoreCompleted;
import dev.aeneas.contracts.RestoreEvent.RestoreFailed;
import dev.aeneas.contracts.RestoreEvent.RestoreRefused;
import dev.aeneas.contracts.RestoreEvent.RestoreStarted;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {
    private static final ClusterName SCRATCH = DrillRequest.scratch(ORDERS, "d1");
    private static final DrillPolicy POLICY = new DrillPolicy(
            Duration.ofHours(1), 3, Duration.ofSeconds(10), 3, Duration.ofSeconds(20), Duration.ofMinutes(10));

    @TempDir
    private Path root;

    private final InMemoryJournal journal = new InMemoryJournal();
    private Optional<ClusterTopology> topology = Optional.of(Topologies.normal("127.0.0.1"));
    private final ProcessKind<DrillRun> kind =
            DrillProcess.kind(name -> topology, new JournaledDrills(journal), Set.of("default", "offsite"), POLICY);
    private final ProcessEngine engine =
            new ProcessEngine(URI.create("/test"), List.of(kind), journal, new RecordingPublisher(), () -> this.now);
    private final ProcessId process = new ProcessId(DrillProcess.KIND, SCRATCH.value());
    private Instant now = Instant.parse("2027-01-01T02:00:00Z");
    private ChooseBackup worker;
    private int inputs;

    @BeforeEach
    void twoBackups() throws IOException {
        var store = new DirectoryBackupStore(root);
        worker = new ChooseBackup(ConfiguredStores.of(Map.of(BackupStores.DEFAULT, store, "offsite", store)));
        backup(store, "newer", Instant.parse("2026-12-31T02:00:00Z"));
        backup(store, "older", Instant.parse("2026-12-30T02:00:00Z"));
    }

    private static void backup(DirectoryBackupStore store, String id, Instant at) throws IOException {
        var east = new RingNode(new BackupNode("east_1", "127.0.0.1", "east", "east_1"), true, List.of(1L));
        new StoredBackup(store, id)
                .at(at)
                .node(east, new TableName("shop", "items"), "nb-1-big-Data.db", "rows")
                .write("5.0.9", StoredBackup.KEYSPACE.replace("'1'", "'3', 'west': '3'"), StoredBackup.TABLE);
    }

    private List<Message> send(Message message) {
        var id = "input-" + ++inputs;
        return engine.handle(new Received<>(id, id, now, message));
    }

    private List<Message> report(Object report) {
        var id = "input-" + ++inputs;
        return engine.deliver(process, new Received<>(id, id, now, report));
    }

    private DrillRun run() {
        return engine.find(kind, SCRATCH.value()).orElseThrow();
    }

    private static DrillRestore drill(String backupId) {
        return new DrillRestore(ORDERS, "d1", backupId, null, null, null, null, null, null);
    }

    /** As the platform's runner does. */
    private List<Message> choose() throws IOException {
        return report(worker.perform(process, run().openWork().get(0)));
    }

    private List<Message> wake() {
        now = run().wakeAt().orElseThrow();
        return report(new Wake(now));
    }

    private void untilTheScratchClusterIsThere() throws IOException {
        send(drill(null));
        choose();
    }

    private List<Message> created() {
        return send(new OperationSucceeded(SCRATCH, "op1", "CreateCluster"));
    }

    private List<Message> restored(boolean verified) {
        send(new RestoreStarted(SCRATCH, "d1", ORDERS, "newer", 1, 4_000, Duration.ofSeconds(9)));
        var table = new RestoredTable("shop.items", 1_000, "ab12", verified);
        return send(new RestoreCompleted(SCRATCH, "d1", List.of(table), Duration.ofSeconds(8)));
    }

    private List<Message> deleted() {
        return send(new ClusterDeleted(SCRATCH, "op2"));
    }

    private static RestoreDrillFailed failed(List<Message> said) {
        assertThat(said).singleElement().isInstanceOf(RestoreDrillFailed.class);
        return (RestoreDrillFailed) said.get(0);
    }

    @Test
    void ordersTheSmallestClusterForTheNewestBackup() throws IOException {
        assertThat(send(drill(null))).isEmpty();
        var said = choose();
        assertThat(said.get(0)).isEqualTo(new RestoreDrillStarted(ORDERS, "d1", "newer", "default", SCRATCH));
        assertThat(said.get(1)).isInstanceOfSatisfying(CreateCluster.class, create -> {
            assertThat(create.cluster()).isEqualTo(SCRATCH);
            assertThat(create.datacenters()).singleElement().satisfies(datacenter -> {
                assertThat(datacenter.region()).isEqualTo("east");
                assertThat(datacenter.nodeCount()).isEqualTo(1);
                assertThat(datacenter.replicationFactor()).isEqualTo(1);
            });
        });
    }

    @Test
    void restoresEverythingWithOneReplicaAndWithoutTheOtherDatacenter() throws IOException {
        untilTheScratchClusterIsThere();
        assertThat(created()).singleElement().isInstanceOfSatisfying(RestoreBackup.class, restore -> {
            assertThat(restore.cluster()).isEqualTo(SCRATCH);
            assertThat(restore.sourceCluster()).isEqualTo(ORDERS);
            assertThat(restore.backupId()).isEqualTo("newer");
            assertThat(restore.datacenters()).isEqualTo(Map.of("east", "scratch"));
            assertThat(restore.withoutDatacenters()).containsExactly("west");
            assertThat(restore.replicas()).isEqualTo(1);
        });
    }

    @Test
    void saysHowManyRowsCameBackAndHowLongItTookOnceTheScratchClusterIsGone() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        assertThat(restored(true)).containsExactly(new DeleteCluster(SCRATCH));
        now = now.plusSeconds(30);
        assertThat(deleted()).singleElement().isInstanceOfSatisfying(RestoreDrillCompleted.class, completed -> {
            assertThat(completed.rows()).isEqualTo(1_000);
            assertThat(completed.bytes()).isEqualTo(4_000);
            assertThat(completed.forecast()).isEqualTo(Duration.ofSeconds(9));
            assertThat(completed.restoreTook()).isEqualTo(Duration.ofSeconds(8));
            assertThat(completed.took()).isEqualTo(Duration.ofSeconds(30));
            assertThat(completed.leftBehind()).isNull();
        });
        assertThat(kind.isClosed(run())).isTrue();
    }

    @Test
    void takesRowsThatWereOnlyCountedForNoProof() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        restored(false);
        assertThat(failed(deleted()).error().code()).isEqualTo("RowsNotCompared");
    }

    @Test
    void deletesTheScratchClusterOfARestoreThatFailed() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        var error = new ProvisionError("RowsDiffer", "one row is missing", "shop.items");
        assertThat(send(new RestoreFailed(SCRATCH, "d1", error))).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).error()).isEqualTo(error);
    }

    @Test
    void deletesWhatIsLeftOfAClusterThatCouldNotBeCreated() throws IOException {
        untilTheScratchClusterIsThere();
        var error = new ProvisionError("NodeFailed", "it did not start", "scratch_1");
        assertThat(send(new OperationFailed(SCRATCH, "op1", "CreateCluster", error)))
                .containsExactly(new DeleteCluster(SCRATCH));
        var nothing = List.of(new Violation("cluster", "there is none"));
        var refused = new ProvisioningRefused(
                SCRATCH, MessageTypes.nameOf(DeleteCluster.class), Kind.NOT_FOUND, nothing, null);
        assertThat(failed(send(refused)).error()).isEqualTo(error);
    }

    @Test
    void deletesNothingThatWasNotCreated() throws IOException {
        untilTheScratchClusterIsThere();
        var room = List.of(new Violation("nodeCount", "there is room for 0"));
        var refused =
                new ProvisioningRefused(SCRATCH, MessageTypes.nameOf(CreateCluster.class), Kind.INVALID, room, null);
        assertThat(failed(send(refused)).error().message()).contains("there is room for 0");
    }

    @Test
    void asksAgainWhenTheNewClusterIsBusyForAMoment() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        var busy = List.of(new Violation("cluster", "is busy"));
        for (var id : List.of("d1", "d1-2")) {
            send(new RestoreRefused(SCRATCH, "RestoreBackup", Kind.CONFLICT, busy, id));
            assertThat(wake()).singleElement().isInstanceOf(RestoreBackup.class);
        }
        assertThat(send(new RestoreRefused(SCRATCH, "RestoreBackup", Kind.CONFLICT, busy, "d1-3")))
                .containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).error().message()).contains("is busy");
    }

    @Test
    void givesUpAtItsEndWhateverItIsAtAndDeletesTheScratchCluster() throws IOException {
        untilTheScratchClusterIsThere();
        assertThat(run().wakeAt()).hasValue(now.plus(POLICY.timeout()));
        assertThat(wake()).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(created())
                .as("a cluster that is being created cannot be deleted: now it can")
                .containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).error().code()).isEqualTo("DrillTimedOut");
    }

    @Test
    void endsTheRestoreToAtItsEndSoThatTheScratchClusterCanBeDeleted() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        assertThat(wake()).hasSize(2).hasAtLeastOneElementOfType(AbortRestore.class);
    }

    private List<Message> abort() {
        return send(new AbortRestoreDrill(ORDERS, "d1", "enough"));
    }

    @Test
    void abortedBeforeAnythingIsCreatedItIsOver() throws IOException {
        send(drill(null));
        var error = failed(abort()).error();
        assertThat(error.code()).isEqualTo("DrillAborted");
        assertThat(error.message()).isEqualTo("enough");
        assertThat(run()).isInstanceOf(Ended.class);
    }

    @Test
    void abortedWhileTheScratchClusterIsCreatedItDeletesItAsSoonAsThatIsOver() throws IOException {
        untilTheScratchClusterIsThere();
        assertThat(abort()).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(created()).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).leftBehind()).isNull();
    }

    @Test
    void abortedWhileTheScratchClusterFailsItDeletesWhatThereIs() throws IOException {
        untilTheScratchClusterIsThere();
        abort();
        var error = new ProvisionError("NodeFailed", "it did not start", "scratch_1");
        assertThat(send(new OperationFailed(SCRATCH, "op1", "CreateCluster", error)))
                .containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).error().code()).isEqualTo("DrillAborted");
    }

    @Test
    void abortedWhileItRestoresItEndsTheRestoreAndThenDeletesTheScratchCluster() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        assertThat(abort())
                .containsExactlyInAnyOrder(new AbortRestore(SCRATCH, "d1", "enough"), new DeleteCluster(SCRATCH));
        var error = new ProvisionError("RestoreAborted", "enough; nothing was touched", "d1");
        assertThat(send(new RestoreFailed(SCRATCH, "d1", error)))
                .as("its restore held the cluster until now")
                .containsExactly(new DeleteCluster(SCRATCH));
        assertThat(failed(deleted()).error().code()).isEqualTo("DrillAborted");
    }

    @Test
    void abortingAgainIsHarmless() throws IOException {
        untilTheScratchClusterIsThere();
        abort();
        assertThat(abort()).isEmpty();
        var failed = failed(deleted());
        assertThat(abort()).containsExactly(failed);
    }

    @Test
    void refusesToAbortWhatDoesNotRun() throws IOException {
        assertThat(refusal(abort()).kind()).isEqualTo(Kind.NOT_FOUND);
        untilTheScratchClusterIsThere();
        created();
        restored(true);
        deleted();
        var over = refusal(abort());
        assertThat(over.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(over.violations().get(0).rule()).contains("over");
    }

    private static RestoreDrillRefused refusal(List<Message> said) {
        assertThat(said).singleElement().isInstanceOf(RestoreDrillRefused.class);
        return (RestoreDrillRefused) said.get(0);
    }

    @Test
    void asksForTheDeletionAgainAndNamesWhatItHadToLeaveBehind() throws IOException {
        untilTheScratchClusterIsThere();
        created();
        restored(true);
        assertThat(wake()).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(wake()).containsExactly(new DeleteCluster(SCRATCH));
        assertThat(wake()).singleElement().isInstanceOfSatisfying(RestoreDrillCompleted.class, completed -> assertThat(
                        completed.leftBehind())
                .isEqualTo(SCRATCH));
    }

    @Test
    void createsNothingWhenThereIsNoSuchBackup() throws IOException {
        send(drill("gone"));
        assertThat(failed(choose()).error().message()).contains("gone");
        assertThat(run()).isInstanceOf(Ended.class);
    }

    @Test
    void createsNothingWhenTheStoreDoesNotAnswer() {
        send(drill(null));
        for (int attempt = 1; attempt < POLICY.attemptsMax(); attempt++) {
            report(new WorkFailed(run().openWork().get(0), new IOException("the store does not answer")));
            wake();
        }
        var last = report(new WorkFailed(run().openWork().get(0), new IOException("the store does not answer")));
        assertThat(failed(last).error().message()).contains("does not answer");
    }

    @Test
    void doesOneDrillOfAClusterAtATime() {
        send(drill(null));
        assertThat(send(new DrillRestore(ORDERS, "d2", null, null, null, null, null, null, null)))
                .singleElement()
                .isInstanceOfSatisfying(RestoreDrillRefused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
                    assertThat(refused.violations().get(0).rule()).contains("d1");
                });
        assertThat(send(drill(null))).isEmpty();
    }

    @Test
    void needsARegionForTheBackupOfAClusterThatIsGone() {
        topology = Optional.empty();
        assertThat(send(drill(null))).singleElement().isInstanceOf(RestoreDrillRefused.class);
        assertThat(send(new DrillRestore(ORDERS, "d1", null, null, null, "west", null, null, null)))
                .isEmpty();
        assertThat(run().request().region()).isEqualTo("west");
    }
}
