package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.backup.pace.NodeLoad;
import dev.aeneas.backup.pace.NodePaces;
import dev.aeneas.backup.pace.PacePolicy;
import dev.aeneas.backup.pace.PacedNode;
import dev.aeneas.backup.pace.SeeLoad;
import dev.aeneas.backup.run.BackupReport.NodeUploaded;
import dev.aeneas.backup.run.BackupReport.SnapshotsTaken;
import dev.aeneas.backup.testing.FakeBackupCluster;
import dev.aeneas.cassandra.node.RequestTimes;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a node that has more to compact than it can do. */
class PacedBackupTest {
    private static final Instant AT = Instant.parse("2027-01-01T02:00:00Z");
    private static final BackupNode NODE = new BackupNode("east_1", "127.0.0.1", "east", "east_1");
    private static final ProcessId PROCESS = new ProcessId("backup", "orders/b1");
    private static final PacePolicy POLICY = new PacePolicy(
            Duration.ofMillis(10),
            new PacePolicy.Rates(1 << 20, 1 << 30),
            new PacePolicy.Limits(0.75, 0.9, 20),
            new PacePolicy.Clients(2, 1.15, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofMinutes(2)),
            Duration.ofMillis(300));

    @TempDir
    private Path root;

    private final BackupRequest request =
            new BackupRequest(ORDERS, "b1", null, List.of(), "default", AT, List.of(NODE), null);
    private final FakeBackupCluster cluster = new FakeBackupCluster(List.of(NODE));

    /** Never has fewer compactions to do. */
    private static final class Compacting implements SeeLoad, SeeLoad.Session {
        @Override
        public Session connect(PacedNode node) {
            return this;
        }

        @Override
        public NodeLoad look() {
            return new NodeLoad(0.1, 0.1, 40, RequestTimes.NONE);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private Completed backUp() throws Exception {
        cluster.write("east_1", "nb-1-big-Data.db", "first");
        try (var paces = new NodePaces(new Compacting(), POLICY, InstantSource.system())) {
            var nodes = new BackupWorker.Cluster(cluster, cluster, cluster, paces);
            var stores = ConfiguredStores.of(new DirectoryBackupStore(root));
            var worker = new BackupWorker(nodes, stores, () -> AT, 2, Duration.ofSeconds(10));
            var taken = (SnapshotsTaken) worker.perform(PROCESS, new BackupWork.TakeSnapshots(request, 1));
            var uploading = Uploading.of(request, taken.snapshot());
            var sent = worker.perform(PROCESS, new BackupWork.UploadNode(request, taken.snapshot(), NODE, 1));
            return uploading.uploaded((NodeUploaded) sent).complete().completed("there", AT);
        }
    }

    @Test
    void saysHowLongItWaitedAndThatItWentOn() throws Exception {
        var completed = backUp();
        assertThat(completed.totals().bytesSent()).isEqualTo(5);
        assertThat(completed.keptBack().waitedForCompactions()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(completed.keptBack().compactionsLeft()).isEqualTo(40);
    }

    @Test
    void readsWhatABackupOfBeforeLeftInTheJournal() throws Exception {
        var json = (ObjectNode) WireFormat.mapper().valueToTree(backUp());
        json.remove("keptBack");
        var read = WireFormat.mapper().treeToValue(json, BackupRun.class);
        assertThat(read).isInstanceOfSatisfying(Completed.class, run -> assertThat(run.keptBack())
                .isNull());
    }

    @Test
    void countsOfSeveralNodesTheLongestWaitAndAllSlowdowns() {
        var one = new KeptBack(Duration.ofSeconds(1), null, 2);
        var other = new KeptBack(Duration.ofSeconds(3), 30, 1);
        assertThat(KeptBack.both(one, other)).isEqualTo(new KeptBack(Duration.ofSeconds(3), 30, 3));
        assertThat(KeptBack.both(null, other)).isEqualTo(other);
        assertThat(KeptBack.both(one, null)).isEqualTo(one);
    }
}
