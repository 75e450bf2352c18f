package dev.aeneas.backup.run;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.FailingStore;
import dev.aeneas.backup.adapter.store.RetriedStore;
import dev.aeneas.backup.adapter.store.StoreBounds;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.testing.DrivenService;
import dev.aeneas.backup.testing.StoreProxy;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupCopied;
import dev.aeneas.contracts.BackupEvent.BackupFailed;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole backups of many files into stores that work badly. */
class BackupIntoABadStoreTest {
    private static final int FILES = 40;
    private static final StoreBounds BOUNDS =
            new StoreBounds(Duration.ofSeconds(1), Duration.ofSeconds(5), 4, Duration.ofMillis(1), 1);

    @TempDir
    private Path root;

    private final AtomicInteger calls = new AtomicInteger();

    private DirectoryBackupStore directory(String name) {
        return new DirectoryBackupStore(root.resolve(name));
    }

    private static DrivenService service(BackupStore here, BackupStore offsite) {
        var service = new DrivenService(ConfiguredStores.of(Map.of("default", here, "offsite", offsite)));
        for (int i = 0; i < FILES; i++) {
            service.cluster().write("east_" + (i % 3 + 1), "nb-" + i + "-big-Data.db", "content " + i);
        }
        return service;
    }

    private static Set<Digest> contents(BackupStore store, String backupId) throws IOException {
        var contents = new HashSet<Digest>();
        var json = store.readDocument(ORDERS, backupId, Manifests.BACKUP).orElseThrow();
        for (var node : WireFormat.read(json, BackupManifest.class).nodes()) {
            var document = store.readDocument(ORDERS, backupId, node.manifest()).orElseThrow();
            for (var file : WireFormat.read(document, NodeManifest.class).files()) {
                try (var in = store.openObject(ORDERS, file.digest())) {
                    assertThat(in.readAllBytes()).hasSize((int) file.sizeBytes());
                }
                contents.add(file.digest());
            }
        }
        return contents;
    }

    @Test
    void completesAndCopiesThoughEveryTenthCallOfBothStoresFails() throws IOException {
        var here = new RetriedStore(FailingStore.everyTenthCall(directory("here"), calls), BOUNDS);
        var offsite = new RetriedStore(FailingStore.everyTenthCall(directory("offsite"), calls), BOUNDS);
        var service = service(here, offsite);
        service.send(new StartBackup(ORDERS, "b1", List.of(), null, "offsite"));
        service.drive();
        assertThat(service.said(BackupCompleted.class)).hasSize(1);
        assertThat(service.said(BackupCopied.class)).hasSize(1);
        assertThat(calls.get()).isGreaterThan(4 * FILES);
        assertThat(contents(directory("here"), "b1")).hasSize(FILES).isEqualTo(contents(directory("offsite"), "b1"));
        assertThat(service.cluster().holders()).isEmpty();
    }

    @Test
    void failsHonestlyWhereNobodyAsksAgain() throws IOException {
        var service = service(FailingStore.everyTenthCall(directory("here"), calls), directory("offsite"));
        service.send(new StartBackup(ORDERS, "b1", List.of(), null));
        service.drive();
        boolean complete =
                directory("here").readDocument(ORDERS, "b1", Manifests.BACKUP).isPresent();
        assertThat(service.said(BackupCompleted.class)).hasSize(complete ? 1 : 0);
        assertThat(service.said(BackupFailed.class)).hasSize(complete ? 0 : 1);
        if (complete) {
            assertThat(contents(directory("here"), "b1")).hasSize(FILES);
        }
        assertThat(service.cluster().holders()).isEmpty();
    }

    @Test
    void doesNotAskAStoreThatIsAwayForEveryFile() {
        var away = StoreProxy.of(directory("here"), method -> {
            if (method.equals("putNew")) {
                calls.incrementAndGet();
                throw new StoreFailure(StoreFailure.Kind.STORE_UNAVAILABLE, "the line is cut", null);
            }
        });
        var service = service(away, directory("offsite"));
        service.send(new StartBackup(ORDERS, "b1", List.of(), null));
        service.drive();
        assertThat(service.said(BackupFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.error().code()).isEqualTo("StoreUnavailable"));
        // two files at once, three tries, on whichever of three nodes come to that before one of them ends it
        assertThat(calls.get()).isLessThan(FILES);
    }

    @Test
    void failsAsFullAndLeavesNoSnapshotWhenThereIsNoRoom() throws IOException {
        var full = StoreProxy.of(directory("here"), method -> {
            if (method.equals("putNew") && calls.incrementAndGet() > FILES / 2) {
                throw new StoreFailure(StoreFailure.Kind.STORE_FULL, "the disk is full: add space", null);
            }
        });
        var service = service(full, directory("offsite"));
        service.send(new StartBackup(ORDERS, "b1", List.of(), null, "offsite"));
        service.drive();
        assertThat(service.said(BackupFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.error().code()).isEqualTo("StoreFull");
            assertThat(failed.error().message()).contains("add space");
            assertThat(failed.error().target()).isEqualTo("default");
        });
        assertThat(directory("here").readDocument(ORDERS, "b1", Manifests.BACKUP))
                .isEmpty();
        assertThat(service.cluster().holders()).isEmpty();
        assertThat(service.copy("b1", "offsite")).isEmpty();
    }
}
