package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.Refusal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backup sends, and what it need not send again. */
class BackupContentsTest extends BackupRuns {
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
}
