package dev.aeneas.backup.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBackupStoreTest extends BackupStoreContract {
    @TempDir
    private Path root;

    @Override
    protected BackupStore store() {
        return new DirectoryBackupStore(root);
    }

    @Override
    protected BackupStore failingEveryTenthCall() {
        var bounds = new StoreBounds(Duration.ofSeconds(1), Duration.ofSeconds(5), 4, Duration.ofMillis(1), 1);
        return new RetriedStore(FailingStore.everyTenthCall(store()), bounds);
    }

    @Override
    protected void damage(Digest object, byte[] bytes) throws IOException {
        Files.write(root.resolve("orders/objects/" + object.hex().substring(0, 2) + "/" + object.hex()), bytes);
    }

    @Test
    void laysContentsOutByTheirDigest() throws IOException {
        var digest = digest(CONTENT);
        store().putObject(ORDERS, digest, CONTENT.length, stream(CONTENT));
        var object = root.resolve("orders/objects/" + digest.hex().substring(0, 2) + "/" + digest.hex());
        assertThat(object).hasBinaryContent(CONTENT);
    }

    @Test
    void takesAwayWhatBrokeOff() throws IOException {
        assertThatThrownBy(() -> store().putObject(ORDERS, digest(CONTENT), CONTENT.length, breaking(CONTENT)))
                .isInstanceOf(IOException.class);
        assertThat(root.resolve("orders/incoming")).isEmptyDirectory();
    }

    @Test
    void saysThatTheDiskIsFullAndLeavesNothingThere() throws IOException {
        try (var disk = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setMaxSize(3L << 20).build())) {
            var full = new DirectoryBackupStore(disk.getPath("/backups"));
            var large = LargeContent.ofParts(2);
            assertThatThrownBy(() -> full.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content()))
                    .isInstanceOfSatisfying(
                            StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.STORE_FULL))
                    .hasMessageContainingAll("/backups/orders/incoming", "add space");
            assertThat(full.sizeOf(ORDERS, large.digest())).isEmpty();
            assertThat(disk.getPath("/backups/orders/incoming")).isEmptyDirectory();
            full.putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
            assertThat(full.sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
        }
    }

    @Test
    void isNotDisturbedByAHalfWrittenFileThatACrashLeft() throws IOException {
        var incoming = Files.createDirectories(root.resolve("orders/incoming"));
        Files.write(incoming.resolve("123.part"), new byte[] {1, 2, 3});
        store().putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(store().sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
        assertThat(store().backups(ORDERS)).isEmpty();
    }

    @Test
    void writesOverAnObjectThatWasCutShort() throws IOException {
        var digest = digest(CONTENT);
        var object = root.resolve("orders/objects/" + digest.hex().substring(0, 2) + "/" + digest.hex());
        Files.createDirectories(object.getParent());
        Files.write(object, new byte[] {1, 2, 3});
        assertThat(store().sizeOf(ORDERS, digest)).hasValue(3);
        store().putObject(ORDERS, digest, CONTENT.length, stream(CONTENT));
        assertThat(object).hasBinaryContent(CONTENT);
    }
}
