package dev.aeneas.backup.adapter.store.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.adapter.store.BackupStoreContract;
import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import dev.aeneas.backup.adapter.store.FailingStore;
import dev.aeneas.backup.adapter.store.LargeContent;
import dev.aeneas.backup.adapter.store.RetriedStore;
import dev.aeneas.backup.adapter.store.StoreBounds;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.StoreFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory whose keeper may read and write everything in it, and must neither learn nor forge anything. */
class SealedDirectoryStoreTest extends BackupStoreContract {
    private static final String SETTING = "aeneas.backup.stores.offsite.encryption.key-file";
    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private static final OptionalInt ZSTD = OptionalInt.of(3);
    private static final OptionalInt PLAIN = OptionalInt.empty();

    @TempDir
    private Path root;

    @TempDir
    private Path secrets;

    private static String key(int seed) {
        var key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return Base64.getEncoder().encodeToString(key);
    }

    private BackupStore sealed(OptionalInt level, String... keys) throws IOException {
        return new SealedStore(
                new DirectoryBackupStore(root),
                new Seal("offsite", level, keys.length == 0 ? Optional.empty() : Optional.of(read(keys))));
    }

    private SealKeys read(String... lines) throws IOException {
        return SealKeys.read(SETTING, Files.write(secrets.resolve("keys"), Arrays.asList(lines)));
    }

    @Override
    protected BackupStore store() {
        try {
            return sealed(ZSTD, OLD);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected BackupStore failingEveryTenthCall() {
        var bounds = new StoreBounds(Duration.ofSeconds(1), Duration.ofSeconds(5), 4, Duration.ofMillis(1), 1);
        return new RetriedStore(FailingStore.everyTenthCall(store()), bounds);
    }

    @Override
    protected void damage(Digest object, byte[] bytes) throws IOException {
        Files.write(file(object), bytes);
    }

    private Path file(Digest object) {
        return root.resolve("orders/objects/" + object.hex().substring(0, 2) + "/" + object.hex());
    }

    private Digest put(BackupStore store, byte[] content) throws IOException {
        store.putObject(ORDERS, digest(content), content.length, stream(content));
        return digest(content);
    }

    private static byte[] read(BackupStore store, Digest digest) throws IOException {
        try (var in = store.openObject(ORDERS, digest)) {
            return in.readAllBytes();
        }
    }

    private static void assertFails(Kind kind, ThrowingCallable call, String... message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContainingAll(message);
    }

    @Test
    void keepsNeitherContentsNorDocumentsReadable() throws IOException {
        for (var level : new OptionalInt[] {ZSTD, PLAIN}) {
            var store = sealed(level, OLD);
            put(store, CONTENT);
            store.putDocument(ORDERS, "b1", "manifest.json", CONTENT);
            store.putNote(ORDERS, "digests/east_1.json", CONTENT);
            try (var files = Files.walk(root).filter(Files::isRegularFile)) {
                assertThat(files).hasSize(3).allSatisfy(file -> assertThat(
                                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("virum"));
            }
        }
    }

    @Test
    void readsBackWhatIsLargerThanAnyBufferHoweverItIsSealed() throws IOException {
        var large = LargeContent.ofParts(2);
        for (var level : new OptionalInt[] {ZSTD, PLAIN}) {
            for (var keys : new String[][] {{OLD}, {}}) {
                if (level.isPresent() || keys.length > 0) {
                    var store = sealed(level, keys);
                    store.putObject(ORDERS, large.digest(), large.sizeBytes(), large.content());
                    assertThat(store.sizeOf(ORDERS, large.digest())).hasValue(large.sizeBytes());
                    assertThat(read(store, large.digest())).isEqualTo(large.bytes());
                }
            }
        }
    }

    @Test
    void takesLessRoomCompressed() throws IOException {
        var content = "the same again ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(Files.size(file(put(sealed(ZSTD, OLD), content)))).isLessThan(content.length / 100);
    }

    @Test
    void neverSealsTheSameContentTheSameWay() throws IOException {
        var first = Files.readAllBytes(file(put(store(), CONTENT)));
        assertThat(Files.readAllBytes(file(put(store(), CONTENT)))).isNotEqualTo(first);
    }

    @Test
    void readsWhatAnOldKeySealedAndSealsWithTheFirst() throws IOException {
        var before = put(sealed(ZSTD, OLD), CONTENT);
        var rotated = sealed(ZSTD, "# since November", NEW, "", OLD);
        assertThat(read(rotated, before)).isEqualTo(CONTENT);
        assertThat(rotated.putNew(ORDERS, CONTENT.length, stream(CONTENT)).bytesSent())
                .isZero();
        var after = put(rotated, new byte[] {1, 2, 3});
        assertThat(read(sealed(ZSTD, NEW), after)).containsExactly(1, 2, 3);
    }

    @Test
    void namesTheSettingThatMustHoldTheKey() throws IOException {
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        var object = put(store(), CONTENT);
        var other = sealed(ZSTD, NEW);
        assertFails(
                Kind.STORE_SEALED_OTHERWISE,
                () -> other.readDocument(ORDERS, "b1", "manifest.json"),
                "manifest.json of backup b1 is encrypted with the key",
                SETTING + " must hold it");
        assertFails(Kind.STORE_SEALED_OTHERWISE, () -> read(other, object), SETTING + " must hold it");
        assertFails(
                Kind.STORE_SEALED_OTHERWISE,
                () -> sealed(ZSTD).readDocument(ORDERS, "b1", "manifest.json"),
                SETTING + " is required");
        var unsealed = new UnsealedStore("offsite", new DirectoryBackupStore(root));
        assertFails(
                Kind.STORE_SEALED_OTHERWISE,
                () -> unsealed.readDocument(ORDERS, "b1", "manifest.json"),
                "aeneas.backup.stores.offsite");
    }

    @Test
    void refusesWhatSomebodyPutThereUnencrypted() throws IOException {
        sealed(ZSTD).putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        new DirectoryBackupStore(root).putDocument(ORDERS, "b1", "snapshot.json", CONTENT);
        assertFails(
                Kind.STORE_SEALED_OTHERWISE,
                () -> store().readDocument(ORDERS, "b1", "manifest.json"),
                "is not encrypted, though " + SETTING + " is set");
        assertFails(
                Kind.STORE_SEALED_OTHERWISE,
                () -> store().readDocument(ORDERS, "b1", "snapshot.json"),
                "give this one a place of its own");
    }

    @Test
    void noticesADocumentInThePlaceOfAnother() throws IOException {
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        Files.createDirectories(root.resolve("orders/backups/b2"));
        Files.copy(root.resolve("orders/backups/b1/manifest.json"), root.resolve("orders/backups/b2/manifest.json"));
        assertFails(
                Kind.OBJECT_CORRUPT, () -> store().readDocument(ORDERS, "b2", "manifest.json"), "in another's place");
    }

    @Test
    void noticesEveryChangedByte() throws IOException {
        store().putDocument(ORDERS, "b1", "manifest.json", CONTENT);
        var file = root.resolve("orders/backups/b1/manifest.json");
        var sealed = Files.readAllBytes(file);
        for (int i = 0; i < sealed.length - Seal.END_BYTES; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> store().readDocument(ORDERS, "b1", "manifest.json"))
                    .as("byte %d", i)
                    .isInstanceOf(StoreFailure.class);
        }
    }

    @Test
    void sendsAgainWhatWasCutShort() throws IOException {
        var object = put(store(), CONTENT);
        var sealed = Files.readAllBytes(file(object));
        Files.write(file(object), Arrays.copyOf(sealed, sealed.length - 1));
        assertThat(store().sizeOf(ORDERS, object)).isEmpty();
        assertFails(Kind.OBJECT_CORRUPT, () -> read(store(), object), object.hex());
        assertThat(store().putNew(ORDERS, CONTENT.length, stream(CONTENT)).bytesSent())
                .isEqualTo(CONTENT.length);
        assertThat(read(store(), object)).isEqualTo(CONTENT);
    }

    @Test
    void refusesAKeyFileThatIsNoneAndNeverQuotesIt() {
        assertThatThrownBy(() -> SealKeys.read(SETTING, secrets.resolve("none")))
                .hasMessageContaining(SETTING + " must name a file that can be read");
        assertThatThrownBy(() -> read("# no key"))
                .hasMessageContaining(SETTING + " must name a file with at least one");
        assertThatThrownBy(() -> read(OLD, "secret words!"))
                .hasMessageContainingAll(SETTING, "line 2 must be Base64")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("c2VjcmV0"))
                .hasMessageContaining("must be a key of 32 bytes in Base64; was 6 bytes");
    }
}
