package dev.aeneas.backup.adapter.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import dev.aeneas.backup.adapter.store.BackupStoreContract;
import dev.aeneas.backup.adapter.store.LargeContent;
import dev.aeneas.backup.adapter.store.RetriedStore;
import dev.aeneas.backup.adapter.store.StoreBounds;
import dev.aeneas.backup.adapter.store.StoreKeys;
import dev.aeneas.backup.adapter.store.seal.Sealed;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.testing.Azurite;
import dev.aeneas.backup.testing.FlakyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks Azure Blob. */
class AzureBackupStoreTest extends BackupStoreContract {
    private static final String CONTAINER = "backups";

    @TempDir
    private static Path folder;

    private static Azurite server;

    private final String prefix = UUID.randomUUID().toString();
    private FlakyProxy proxy;
    private AzureBackupStore store;

    @BeforeAll
    static void startServer() throws IOException {
        server = new Azurite(folder.resolve("azurite"));
        writeKey("azure.properties", Azurite.KEY);
    }

    private static void writeKey(String file, String key) throws IOException {
        Files.writeString(folder.resolve(file), "accountName=" + Azurite.ACCOUNT + "\naccountKey=" + key + "\n");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        proxy = new FlakyProxy(server.endpoint());
        AzureClients.open(settings(CONTAINER, "azure.properties")).createIfNotExists();
        store = new AzureBackupStore(settings(CONTAINER, "azure.properties"));
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private AzureSettings settings(String container, String credentials) {
        var bounds = new StoreBounds(
                Duration.ofSeconds(2), Duration.ofSeconds(20), 4, Duration.ofMillis(10), LargeContent.PART_BYTES);
        return new AzureSettings(proxy.endpoint(), container, prefix, folder.resolve(credentials), bounds);
    }

    @Override
    protected BackupStore store() {
        return store;
    }

    @Override
    protected BackupStore failingEveryTenthCall() {
        proxy.failEvery(10, 503);
        return new RetriedStore(store, settings(CONTAINER, "azure.properties").bounds());
    }

    @Override
    protected void damage(Digest object, byte[] bytes) {
        AzureClients.open(settings(CONTAINER, "azure.properties"))
                .getBlobClient(new StoreKeys(prefix).object(ORDERS, object))
                .upload(BinaryData.fromBytes(bytes), true);
    }

    @Test
    void sendsALargeContentInBlocksAndReadsItBack() throws IOException {
        var large = LargeContent.ofParts(3);
        store.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
        assertThat(proxy.calls("PUT", "comp=block&")).isEqualTo(3);
        assertThat(store.sizeOf(ORDERS, large.digest())).hasValue(large.sizeBytes());
        try (var content = store.openObject(ORDERS, large.digest())) {
            assertThat(content.readAllBytes()).isEqualTo(large.bytes());
        }
    }

    @Test
    void keepsSealedContentsSmallAndLarge() throws IOException {
        var sealed = Sealed.of(store);
        var large = LargeContent.ofParts(3);
        sealed.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
        sealed.putObject(ORDERS, digest(CONTENT), CONTENT.length, stream(CONTENT));
        assertThat(proxy.calls("PUT", "comp=block&")).isEqualTo(3);
        assertThat(sealed.sizeOf(ORDERS, large.digest())).hasValue(large.sizeBytes());
        assertThat(sealed.sizeOf(ORDERS, digest(CONTENT))).hasValue(CONTENT.length);
        assertThat(sealed.sizeOf(ORDERS, digest(new byte[0]))).isEmpty();
        try (var content = sealed.openObject(ORDERS, large.digest())) {
            assertThat(content.readAllBytes()).isEqualTo(large.bytes());
        }
    }

    @Test
    void takesUpALargeContentWhereACrashLeftIt() throws IOException {
        var large = LargeContent.ofParts(4);
        assertThatThrownBy(() -> store.putObject(ORDERS, large.digest(), large.sizeBytes(), breaking(large.bytes())))
                .hasMessage("the disk is gone");
        assertThat(proxy.calls("PUT", "comp=block&")).isPositive();
        assertThat(store.sizeOf(ORDERS, large.digest())).isEmpty();
        store.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
        assertThat(proxy.calls("PUT", "comp=block&")).isEqualTo(4);
        try (var content = store.openObject(ORDERS, large.digest())) {
            assertThat(content.readAllBytes()).isEqualTo(large.bytes());
        }
    }

    @Test
    void leavesNothingOfALargeContentThatIsNotWhatWasAnnounced() throws IOException {
        var large = LargeContent.ofParts(2);
        var announced = digest(CONTENT);
        assertThatThrownBy(() -> store.putObject(ORDERS, announced, large.sizeBytes(), large.content()))
                .isInstanceOf(ContentDiffers.class);
        assertThat(store.sizeOf(ORDERS, announced)).isEmpty();
    }

    @Test
    void saysWhoseCredentialsAreRefused() throws IOException {
        writeKey("wrong.properties", "AAAA");
        var refused = new AzureBackupStore(settings(CONTAINER, "wrong.properties"));
        assertFails(refused, StoreFailure.Kind.STORE_CREDENTIALS_REFUSED, "wrong.properties");
    }

    @Test
    void saysThatTheContainerIsMissing() {
        var nowhere = new AzureBackupStore(settings("nowhere", "azure.properties"));
        assertFails(nowhere, StoreFailure.Kind.STORE_NOT_FOUND, "'nowhere'");
    }

    @Test
    void givesUpAfterTheBoundAndSaysSo() {
        int before = proxy.calls();
        proxy.failEvery(1, 503);
        assertFails(store, StoreFailure.Kind.STORE_UNAVAILABLE, "4 tries");
        assertThat(proxy.calls()).isEqualTo(before + 4);
    }

    private static void assertFails(BackupStore store, StoreFailure.Kind kind, String message) {
        assertThatThrownBy(() -> store.putDocument(ORDERS, "b1", "manifest.json", CONTENT))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }
}
