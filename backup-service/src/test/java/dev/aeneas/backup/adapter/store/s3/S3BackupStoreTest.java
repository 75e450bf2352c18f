package dev.aeneas.backup.adapter.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.adapter.store.BackupStoreContract;
import dev.aeneas.backup.adapter.store.LargeContent;
import dev.aeneas.backup.adapter.store.StoreBounds;
import dev.aeneas.backup.adapter.store.StoreKeys;
import dev.aeneas.backup.adapter.store.seal.Sealed;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.testing.FlakyProxy;
import dev.aeneas.backup.testing.S3Mock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Against a server that speaks S3. */
class S3BackupStoreTest extends BackupStoreContract {
    @TempDir
    private static Path folder;

    private static S3Mock server;
    private static FlakyProxy proxy;

    private final String prefix = UUID.randomUUID().toString();
    private S3BackupStore store;

    @BeforeAll
    static void startServer() throws IOException {
        server = new S3Mock(folder.resolve("s3mock"));
        Files.writeString(folder.resolve("s3.properties"), "accessKeyId=someone\nsecretAccessKey=secret\n");
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
        store = new S3BackupStore(settings(S3Mock.BUCKET));
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    private S3Settings settings(String bucket) {
        return settings(bucket, proxy.endpoint(), Duration.ofSeconds(20));
    }

    private S3Settings settings(String bucket, URI endpoint, Duration timeout) {
        var bounds = new StoreBounds(Duration.ofSeconds(2), timeout, 4, Duration.ofMillis(10), LargeContent.PART_BYTES);
        var credentials = Optional.of(folder.resolve("s3.properties"));
        return new S3Settings(bucket, prefix, "us-east-1", Optional.of(endpoint), true, credentials, bounds);
    }

    @Override
    protected BackupStore store() {
        return store;
    }

    @Override
    protected BackupStore failingEveryTenthCall() {
        proxy.failEvery(10, 503);
        return store;
    }

    @Override
    protected void damage(Digest object, byte[] bytes) {
        try (var client = S3Clients.open(settings(S3Mock.BUCKET))) {
            client.putObject(
                    r -> r.bucket(S3Mock.BUCKET).key(new StoreKeys(prefix).object(ORDERS, object)),
                    RequestBody.fromBytes(bytes));
        }
    }

    @Test
    void sendsALargeContentInPartsAndReadsItBack() throws IOException {
        var large = LargeContent.ofParts(3);
        store.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
        assertThat(proxy.calls("PUT", "partNumber=")).isEqualTo(3);
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
        assertThat(proxy.calls("PUT", "partNumber=")).isEqualTo(3);
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
        var before = proxy.calls("PUT", "partNumber=");
        assertThat(before).isPositive();
        assertThat(store.sizeOf(ORDERS, large.digest())).isEmpty();
        store.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
        assertThat(proxy.calls("PUT", "partNumber=")).isEqualTo(4);
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
        assertThat(proxy.calls("DELETE", "uploadId=")).isEqualTo(1);
    }

    @Test
    void saysWhoseCredentialsAreRefused() {
        proxy.failEvery(1, 403);
        assertFails(store, StoreFailure.Kind.STORE_CREDENTIALS_REFUSED, "s3.properties");
    }

    @Test
    void saysThatTheBucketIsMissing() {
        try (var nowhere = new S3BackupStore(settings("nowhere"))) {
            assertFails(nowhere, StoreFailure.Kind.STORE_NOT_FOUND, "'nowhere'");
        }
    }

    @Test
    void givesUpAfterTheBoundAndSaysSo() {
        proxy.failEvery(1, 503);
        assertFails(store, StoreFailure.Kind.STORE_UNAVAILABLE, "4 tries");
        assertThat(proxy.calls()).isEqualTo(4);
    }

    private static void assertFails(S3BackupStore store, StoreFailure.Kind kind, String message) {
        assertThatThrownBy(() -> store.putDocument(ORDERS, "b1", "manifest.json", CONTENT))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }
}
