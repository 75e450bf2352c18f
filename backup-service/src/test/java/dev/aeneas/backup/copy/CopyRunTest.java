package dev.aeneas.backup.copy;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.ConfiguredStores;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.seal.Sealed;
import dev.aeneas.backup.copy.CopyRun.Copied;
import dev.aeneas.backup.copy.CopyRun.Gone;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Completed;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.Manifests.BackupManifest;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import dev.aeneas.backup.run.Quarantine;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.testing.DrivenService;
import dev.aeneas.backup.testing.StoreProxy;
import dev.aeneas.contracts.BackupCommand.CopyBackup;
import dev.aeneas.contracts.BackupCommand.StartBackup;
import dev.aeneas.contracts.BackupEvent.BackupCompleted;
import dev.aeneas.contracts.BackupEvent.BackupCopied;
import dev.aeneas.contracts.BackupEvent.BackupCopyFailed;
import dev.aeneas.contracts.BackupEvent.BackupDeleted;
import dev.aeneas.contracts.BackupEvent.BackupRefused;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.WireFormat;
import dev.aeneas.platform.testing.CrashPoints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyRunTest {
    private static final int CALLS_MAX = 200;

    @TempDir
    private Path root;

    private BackupStore here() {
        return new DirectoryBackupStore(root.resolve("here"));
    }

    private BackupStore offsite() {
        return new DirectoryBackupStore(root.resolve("offsite"));
    }

    private static DrivenService service(BackupStore here, BackupStore offsite) {
        var service = new DrivenService(ConfiguredStores.of(Map.of("default", here, "offsite", offsite)));
        service.cluster().write("east_1", "nb-1-big-Data.db", "first");
        service.cluster().write("east_2", "nb-1-big-Data.db", "second");
        service.cluster().write("east_3", "nb-7-big-Data.db", "first");
        return service;
    }

    private static void backUp(DrivenService service, String backupId) {
        service.send(new StartBackup(ORDERS, backupId, List.of(), null, "offsite"));
        service.drive();
    }

    /** Reads every content, which is checked on the way. */
    private static void assertWhole(BackupStore store, String backupId) throws IOException {
        var json = store.readDocument(ORDERS, backupId, Manifests.BACKUP).orElseThrow();
        for (var node : WireFormat.read(json, BackupManifest.class).nodes()) {
            var document = store.readDocument(ORDERS, backupId, node.manifest()).orElseThrow();
            for (var file : WireFormat.read(document, NodeManifest.class).files()) {
                try (var in = store.openObject(ORDERS, file.digest())) {
                    assertThat(in.readAllBytes()).hasSize((int) file.sizeBytes());
                }
            }
        }
    }

    @Test
    void followsACompleteBackupAndIsWhole() throws IOException {
        var service = service(here(), offsite());
        backUp(service, "b1");
        assertThat(service.said(BackupCompleted.class)).hasSize(1);
        assertThat(service.said(BackupCopied.class)).singleElement().satisfies(copied -> {
            assertThat(copied.store()).isEqualTo("default");
            assertThat(copied.copyTo()).isEqualTo("offsite");
            assertThat(copied.location()).contains("/offsite/orders/backups/b1");
            assertThat(copied.bytesTotal()).isEqualTo(16);
            // "first" on two nodes, "second" on one
            assertThat(copied.bytesSent()).isEqualTo(11);
        });
        assertWhole(offsite(), "b1");
        assertThat(offsite().readDocument(ORDERS, "b1", Manifests.BACKUP).orElseThrow())
                .isEqualTo(here().readDocument(ORDERS, "b1", Manifests.BACKUP).orElseThrow());
    }

    @Test
    void sendsOnlyWhatTheOtherStoreLacks() {
        var service = service(here(), offsite());
        backUp(service, "b1");
        service.cluster().write("east_2", "nb-2-big-Data.db", "new");
        backUp(service, "b2");
        assertThat(service.said(BackupCopied.class).get(1).bytesSent()).isEqualTo(3);
    }

    @Test
    void sendsAgainWhatIsInQuarantineWhereverThatIs() throws IOException {
        var service = service(here(), offsite());
        backUp(service, "b1");
        var damaged = Digest.of(new ByteArrayInputStream("second".getBytes(StandardCharsets.UTF_8)));
        for (var store : List.of(here(), offsite())) {
            try (var objects = Files.walk(root)) {
                for (var object : objects.filter(o -> o.endsWith(damaged.hex())).toList()) {
                    Files.writeString(object, "SECOND");
                }
            }
            Quarantine.change(store, ORDERS, List.of(damaged), List.of());
        }
        backUp(service, "b2");
        assertThat(service.said(BackupCompleted.class).get(1).bytesSent()).isEqualTo(6);
        assertThat(service.said(BackupCopied.class).get(1).bytesSent()).isEqualTo(6);
        for (var store : List.of(here(), offsite())) {
            assertWhole(store, "b1");
            assertThat(Quarantine.read(store, ORDERS)).isEmpty();
        }
    }

    @Test
    void isMadeOfAnOlderBackupWhenSomebodyAsks() throws IOException {
        var service = service(here(), offsite());
        service.send(new StartBackup(ORDERS, "b1", List.of(), null));
        service.drive();
        assertThat(service.said(CopyBackup.class)).isEmpty();
        service.send(new CopyBackup(ORDERS, "b1", null, "offsite"));
        service.send(new CopyBackup(ORDERS, "b1", null, "offsite"));
        service.drive();
        assertThat(service.said(BackupCopied.class)).hasSize(1);
        assertWhole(offsite(), "b1");
    }

    @Test
    void endsTheSameWhereverItIsKilledAndIsNeverCompleteBeforeItIsWhole() throws IOException {
        int moment = 0;
        for (boolean died = true; died; moment++) {
            assertThat(moment).isLessThan(CALLS_MAX);
            var folder = root.resolve("killed" + moment);
            var target = new DirectoryBackupStore(folder);
            var crash = new CrashPoints(List.of(moment));
            var dying = StoreProxy.of(target, method -> {
                synchronized (crash) {
                    crash.pass();
                }
                if (target.readDocument(ORDERS, "b1", Manifests.BACKUP).isPresent()) {
                    assertWhole(target, "b1");
                }
            });
            var service = service(here(), dying);
            service.send(new StartBackup(ORDERS, "b1", List.of(), null));
            service.drive();
            service.send(new CopyBackup(ORDERS, "b1", null, "offsite"));
            service.drive();
            assertThat(service.said(BackupCopied.class))
                    .as("killed at %d", moment)
                    .hasSize(1);
            assertWhole(target, "b1");
            died = crash.passed() > moment;
        }
        assertThat(moment).isGreaterThan(10);
    }

    @Test
    void isGivenUpAfterTheBoundAndGoesOnWhenAskedAgain() throws IOException {
        var away = new AtomicBoolean(true);
        var service = service(here(), StoreProxy.of(offsite(), method -> {
            if (away.get() && method.equals("putObject")) {
                throw new StoreFailure(StoreFailure.Kind.STORE_UNAVAILABLE, "the line is cut", null);
            }
        }));
        backUp(service, "b1");
        assertThat(service.run("b1")).isInstanceOf(Completed.class);
        assertThat(service.said(BackupCopyFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.error().code()).isEqualTo("StoreUnavailable");
            assertThat(failed.error().target()).isEqualTo("offsite");
        });
        assertThat(offsite().readDocument(ORDERS, "b1", Manifests.BACKUP)).isEmpty();
        away.set(false);
        service.send(new CopyBackup(ORDERS, "b1", null, "offsite"));
        service.drive();
        assertThat(service.copy("b1", "offsite")).containsInstanceOf(Copied.class);
        assertWhole(offsite(), "b1");
    }

    @Test
    void neverCopiesACorruptContentAndSaysWhich() throws IOException {
        var service = service(here(), offsite());
        service.send(new StartBackup(ORDERS, "b1", List.of(), null));
        service.drive();
        Digest first;
        try (var objects = here().objects(ORDERS)) {
            first = objects.findFirst().orElseThrow().digest();
        }
        var hex = first.hex();
        Files.writeString(root.resolve("here/orders/objects/" + hex.substring(0, 2) + "/" + hex), "other");
        service.send(new CopyBackup(ORDERS, "b1", null, "offsite"));
        service.drive();
        assertThat(service.said(BackupCopyFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.error().code()).isIn("ObjectCorrupt", "BackupCopyFailed");
            assertThat(failed.error().message()).contains(hex);
        });
        assertThat(offsite().sizeOf(ORDERS, first)).isEmpty();
        assertThat(offsite().readDocument(ORDERS, "b1", Manifests.BACKUP)).isEmpty();
    }

    @Test
    void isSealedForItsOwnStoreWhateverTheFirstOneIs() throws IOException {
        var sealed = Sealed.of(new DirectoryBackupStore(root.resolve("offsite")));
        backUp(service(here(), sealed), "b1");
        assertWhole(sealed, "b1");
        var back = service(sealed, here());
        back.send(new StartBackup(ORDERS, "b2", List.of(), null, "offsite"));
        back.drive();
        assertWhole(here(), "b2");
    }

    @Test
    void refusesABackupThatIsNotThereAndStoresThatAreNot() {
        var service = service(here(), offsite());
        service.send(new CopyBackup(ORDERS, "never_made", null, "offsite"));
        service.drive();
        assertThat(service.said(BackupCopyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.error().code()).isEqualTo("BackupMissing"));
        assertRefused(
                service,
                new CopyBackup(ORDERS, "b1", null, "moon"),
                new Violation("copyTo", "must be one of [default, offsite]; was 'moon'"));
        assertRefused(
                service,
                new CopyBackup(ORDERS, "b1", "offsite", "offsite"),
                new Violation("copyTo", "must be another store than 'offsite', where the backup is"));
        assertRefused(
                service,
                new StartBackup(ORDERS, "b1", List.of(), null, "default"),
                new Violation("copyTo", "must be another store than 'default', where the backup is"));
    }

    private static void assertRefused(DrivenService service, Message asked, Violation violation) {
        assertThat(service.send(asked))
                .singleElement()
                .isInstanceOfSatisfying(BackupRefused.class, refused -> assertThat(refused.violations())
                        .containsExactly(violation));
    }

    @Test
    void goesAloneWhenRetentionDeletesIt() {
        var service = service(here(), offsite());
        backUp(service, "b1");
        service.send(new BackupDeleted(ORDERS, "b1", BackupDeleted.Reason.TOO_OLD, "offsite"));
        assertThat(service.copy("b1", "offsite")).containsInstanceOf(Gone.class);
        assertThat(service.run("b1")).isInstanceOf(Completed.class);
    }
}
