package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.BackupEvent.BackupStarted;
import dev.aeneas.contracts.BackupEvent.TurnRequested;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a backup goes through, and what it leaves however it ends. */
class BackupRunTest extends BackupRuns {
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
        var worker = worker();
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
        var worker = worker();
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
    void givesUpOnASnapshotOnlyAfterTheBoundAndSaysWhereItIs() {
        start("b1");
        cluster.stop("east_1");
        var over = (BackupRun.Over) drive("b1");
        assertThat(over.leftovers().givenUp()).containsExactly("east_1");
    }

    private void takeSnapshotsOnly(String backupId) {
        var worker = worker();
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
        var worker = worker();
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
