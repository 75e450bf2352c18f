package dev.aeneas.backup.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.BackupStore.StoredObject;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class BackupStoreContract {
    protected static final ClusterName ORDERS = new ClusterName("orders");
    protected static final byte[] CONTENT = "Arma virumque cano".getBytes(StandardCharsets.UTF_8);

    private static final int FLAKY_ROUNDS = 25;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    protected abstract BackupStore store();

    /** The same store, which is trying from now on. */
    protected abstract BackupStore failingEveryTenthCall();

    /** Puts other bytes in an object's place, behind the store's back. */
    protected abstract void damage(Digest object, byte[] bytes) throws IOException;

    protected static Digest digest(byte[] content) throws IOException {
        return Digest.of(new ByteArrayInputStream(content));
    }

    protected static Content stream(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }

    /** Ends in an error when half of the content was read. */
    protected static Content breaking(byte[] content) {
        return () -> new FilterInputStream(new ByteArrayInputStream(content, 0, content.length / 2)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    throw new IOException("the disk is gone");
                }
                return read;
            }
        };
    }

    @Test
    void keepsContentUnderItsDigest() throws IOException {
        var digest = digest(CONTENT);
        assertThat(store().sizeOf(ORDERS, digest)).isEmpty();
        store().putObject(ORDERS, digest, CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest)).hasValue(CONTENT.length);
        try (var content = store().openObject(ORDERS, digest)) {
            assertThat(content.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void findsTheDigestOfANewContentAndSendsItOnce() throws IOException {
        var first = store().putNew(ORDERS, CONTENT.length, stream(CONTENT));
        var second = store().putNew(ORDERS, CONTENT.length, stream(CONTENT));
        assertThat(first).isEqualTo(new BackupStore.Put(digest(CONTENT), CONTENT.length));
        assertThat(second).isEqualTo(new BackupStore.Put(digest(CONTENT), 0));
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
    }

    @Test
    void storesTheSameContentAgainHarmlessly() throws IOException {
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
    }

    @Test
    void refusesContentThatIsNotWhatWasAnnounced() throws IOException {
        var other = "arma virumque cano".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), other.length, stream(other)))
                .isInstanceOf(ContentDiffers.class);
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void refusesContentOfAnotherSize() throws IOException {
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), CONTENT.length + 1, stream(CONTENT)))
                .isInstanceOf(ContentDiffers.class);
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void showsNothingOfAContentThatBrokeOff() throws IOException {
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), CONTENT.length, breaking(CONTENT)))
                .hasMessage("the disk is gone");
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
    }

    @Test
    void replacesADocumentWhole() throws IOException {
        store().putDocument(ORDERS, "b1", "nodes/east_1.json", CONTENT);
        store().putDocument(ORDERS, "b1", "nodes/east_1.json", new byte[] {1});
        assertThat(store().readDocument(ORDERS, "b1", "nodes/east_1.json")).hasValue(new byte[] {1});
        assertThat(store().readDocument(ORDERS, "b1", "manifest.json")).isEmpty();
    }

    @Test
    void keepsNotesThatAreOfNoBackup() throws IOException {
        assertThat(store().readNote(ORDERS, "digests/east_1.json")).isEmpty();
        store().putNote(ORDERS, "digests/east_1.json", CONTENT);
        assertThat(store().readNote(ORDERS, "digests/east_1.json")).hasValue(CONTENT);
        assertThat(store().backups(ORDERS)).isEmpty();
        try (var objects = store().objects(ORDERS)) {
            assertThat(objects).isEmpty();
        }
    }

    @Test
    void listsTheBackupsOfOneCluster() throws IOException {
        assertThat(store().backups(ORDERS)).isEmpty();
        store().putDocument(ORDERS, "b2", "manifest.json", CONTENT);
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        store().putDocument(new ClusterName("stock"), "b3", "manifest.json", CONTENT);
        assertThat(store().backups(ORDERS)).containsExactly("b1", "b2");
    }

    @Test
    void listsTheContentsOfOneCluster() throws IOException {
        assertThat(objects(ORDERS)).isEmpty();
        var before = Instant.now().minus(CLOCKS_DIFFER);
        var other = new byte[] {1, 2, 3};
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        store().putObject(ORDERS, digest(other), other.length, stream(other));
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        store().putObject(new ClusterName("stock"), digest(new byte[0]), 0, stream(new byte[0]));
        assertThat(objects(ORDERS))
                .extracting(StoredObject::digest)
                .containsExactlyInAnyOrder(digest(CONTENT), digest(other));
        assertThat(objects(ORDERS)).allSatisfy(object -> {
            assertThat(object.sizeBytes()).isPositive();
            assertThat(object.writtenAt()).isBetween(before, Instant.now().plus(CLOCKS_DIFFER));
        });
    }

    private List<StoredObject> objects(ClusterName cluster) throws IOException {
        try (var objects = store().objects(cluster)) {
            return objects.toList();
        }
    }

    @Test
    void deletesAContentAndNoOther() throws IOException {
        var other = new byte[] {1, 2, 3};
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        store().putObject(ORDERS, digest(other), other.length, stream(other));
        store().deleteObject(ORDERS, digest(CONTENT));
        store().deleteObject(ORDERS, digest(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).isEmpty();
        assertThat(store().sizeOf(ORDERS, digest(other))).hasValue(other.length);
    }

    @Test
    void saysThatAContentIsNotThere() {
        assertThatThrownBy(() -> store().openObject(ORDERS, digest(CONTENT)).close())
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.OBJECT_MISSING));
    }

    @Test
    void saysThatAContentIsCorruptWhenItIsReadToTheEnd() throws IOException {
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        damage(digest(CONTENT), "Arma virumque CANO".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> {
                    try (var content = store().openObject(ORDERS, digest(CONTENT))) {
                        content.readAllBytes();
                    }
                })
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.OBJECT_CORRUPT));
    }

    @Test
    void deletesABackupWholeAndNoOther() throws IOException {
        for (var backup : List.of("b1", "b10")) {
            store().putDocument(ORDERS, backup, "nodes/east_1.json", CONTENT);
            store().putDocument(ORDERS, backup, "manifest.json", CONTENT);
        }
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        store().deleteBackup(ORDERS, "b1");
        store().deleteBackup(ORDERS, "b1");
        assertThat(store().backups(ORDERS)).containsExactly("b10");
        assertThat(store().readDocument(ORDERS, "b1", "nodes/east_1.json")).isEmpty();
        assertThat(store().readDocument(ORDERS, "b10", "nodes/east_1.json")).hasValue(CONTENT);
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
    }

    @Test
    void keepsEverythingThoughEveryTenthCallFails() throws IOException {
        var flaky = failingEveryTenthCall();
        for (int i = 0; i < FLAKY_ROUNDS; i++) {
            var content = ("content " + i).getBytes(StandardCharsets.UTF_8);
            assertThat(flaky.putNew(ORDERS, content.length, stream(content)).bytesSent())
                    .isEqualTo(content.length);
            flaky.putDocument(ORDERS, "b1", "nodes/" + i + ".json", content);
        }
        for (int i = 0; i < FLAKY_ROUNDS; i++) {
            var content = ("content " + i).getBytes(StandardCharsets.UTF_8);
            assertThat(flaky.readDocument(ORDERS, "b1", "nodes/" + i + ".json")).hasValue(content);
            assertThat(flaky.sizeOf(ORDERS, digest(content))).hasValue(content.length);
        }
    }

    @Test
    void keepsClustersApart() throws IOException {
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(new ClusterName("stock"), digest(CONTENT))).isEmpty();
    }
}
