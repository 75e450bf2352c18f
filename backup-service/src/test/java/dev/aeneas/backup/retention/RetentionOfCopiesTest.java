package dev.aeneas.backup.retention;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.retention.RetentionWork.Done;
import dev.aeneas.backup.retention.RetentionWork.Plan;
import dev.aeneas.backup.retention.RetentionWork.Planned;
import dev.aeneas.backup.retention.RetentionWork.Sweep;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Retention;
import dev.aeneas.backup.run.Schema;
import dev.aeneas.backup.run.Totals;
import dev.aeneas.contracts.BackupEvent.BackupDeleted.Reason;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.process.ProcessId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and its copy are two; each store keeps what it has to. */
class RetentionOfCopiesTest implements RetentionFacts {
    private static final ProcessId RETENTION = new ProcessId("retention", ORDERS.value());
    private static final byte[] ORPHAN = "orphan".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path root;

    private final Set<String> copiedInto = new HashSet<>();
    private final Instant now = Instant.now().plus(Duration.ofDays(10));
    private BackupStore here;
    private BackupStore offsite;
    private RetentionWorker worker;

    @BeforeEach
    void threeBackupsHereAndTwoOfThemOffsite() throws IOException {
        here = new DirectoryBackupStore(root.resolve("here"));
        offsite = new DirectoryBackupStore(root.resolve("offsite"));
        worker = new RetentionWorker(
                ConfiguredStores.of(Map.of("default", here, "offsite", offsite)),
                this,
                new RetentionWorker.Settings(Duration.ofHours(24), 100, new MarkAndSweep.Bounds(64, 2)),
                () -> now);
        backup(here, "monday", 3);
        backup(offsite, "monday", 3);
        backup(here, "tuesday", 2);
        backup(offsite, "tuesday", 2);
        backup(here, "wednesday", 1);
        for (var store : List.of(here, offsite)) {
            store.putObject(ORDERS, orphan(), ORPHAN.length, () -> new ByteArrayInputStream(ORPHAN));
        }
    }

    private static Digest orphan() throws IOException {
        return Digest.of(new ByteArrayInputStream(ORPHAN));
    }

    private void backup(BackupStore store, String id, int daysOld) throws IOException {
        var at = now.minus(Duration.ofDays(daysOld));
        var manifest = new BackupManifest(
                1,
                ORDERS,
                id,
                "nightly",
                at,
                at,
                new Schema("5.0.9", List.of(), List.of(), List.of()),
                List.of(),
                new Totals(0, 0, 0),
                new Retention(0, 2));
        store.putDocument(ORDERS, id, Manifests.BACKUP, WireFormat.write(manifest));
    }

    @Override
    public Map<String, Retention> schedules(ClusterName cluster) {
        return Map.of("nightly", new Retention(0, 2));
    }

    @Override
    public Set<String> inUse(ClusterName cluster) {
        return Set.of();
    }

    @Override
    public Set<String> copiedInto(ClusterName cluster) {
        return copiedInto;
    }

    @Override
    public Set<String> verified(ClusterName cluster, String store) {
        return Set.of();
    }

    @Override
    public boolean holdsTurn(ClusterName cluster, String holder) {
        return true;
    }

    @Test
    void countsTheBackupsOfEachStoreByThemselves() throws Exception {
        var planned = (Planned) worker.perform(RETENTION, new Plan(ORDERS, "retention/1", List.of()));
        assertThat(planned.expired()).containsExactly(new Expired("default", "monday", Reason.TOO_MANY));
    }

    @Test
    void leavesContentsAloneWhereACopyIsBeingMade() throws Exception {
        copiedInto.add("offsite");
        var done = (Done) worker.perform(RETENTION, new Sweep(ORDERS, "retention/1", List.of()));
        assertThat(done.swept().objects()).isEqualTo(1);
        assertThat(here.sizeOf(ORDERS, orphan())).isEmpty();
        assertThat(offsite.sizeOf(ORDERS, orphan())).hasValue(ORPHAN.length);
        copiedInto.clear();
        worker.perform(RETENTION, new Sweep(ORDERS, "retention/2", List.of()));
        assertThat(offsite.sizeOf(ORDERS, orphan())).isEmpty();
    }
}
