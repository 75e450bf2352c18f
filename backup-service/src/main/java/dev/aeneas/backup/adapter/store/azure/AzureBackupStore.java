package dev.aeneas.backup.adapter.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.adapter.store.Md5;
import dev.aeneas.backup.adapter.store.OpaqueStore;
import dev.aeneas.backup.adapter.store.PartReader;
import dev.aeneas.backup.adapter.store.StoreKeys;
import dev.aeneas.backup.adapter.store.VerifiedInput;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store in a container. What is small is sent whole, what is large in blocks, and both with checksums that Azure checks. */
public final class AzureBackupStore implements OpaqueStore {
    private static final int NOT_FOUND = 404;

    private final AzureSettings settings;
    private final StoreKeys keys;
    private final BlobContainerClient container;
    private final AzureCall call;
    private final AzureBlocks blocks;

    public AzureBackupStore(AzureSettings settings) {
        this.settings = settings;
        keys = new StoreKeys(settings.prefix());
        container = AzureClients.open(settings);
        call = new AzureCall(settings);
        blocks = new AzureBlocks(settings.bounds().partBytes());
    }

    private BlockBlobClient blob(String key) {
        return container.getBlobClient(key).getBlockBlobClient();
    }

    @Override
    public String location(ClusterName cluster, String backupId) {
        return container.getBlobContainerUrl() + "/" + keys.backup(cluster, backupId);
    }

    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return call.of(() -> size(keys.object(cluster, digest)));
    }

    private OptionalLong size(String key) {
        try {
            return OptionalLong.of(blob(key).getProperties().getBlobSize());
        } catch (BlobStorageException e) {
            if (absent(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException {
        put(keys.object(cluster, digest), Announced.content(digest, sizeBytes), content);
    }

    @Override
    public void putOpaque(ClusterName cluster, Digest digest, long bytesMax, Content sealed) throws IOException {
        put(keys.object(cluster, digest), Announced.opaque(digest, bytesMax), sealed);
    }

    private void put(String key, Announced announced, Content content) throws IOException {
        call.of(() -> {
            try (var in = content.open()) {
                if (announced.sizeBytes() <= settings.bounds().partBytes()) {
                    put(key, PartReader.whole(in, announced));
                } else {
                    blocks.put(blob(key), announced, in);
                }
            } catch (BlobStorageException e) {
                // whoever sent the same at the same time committed first, and our blocks went with it
                if (!BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode())
                        || !announced.canBe(size(key).orElse(-1))) {
                    throw e;
                }
            }
            return key;
        });
    }

    private void put(String key, byte[] content) {
        var options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content)).setContentMd5(Md5.of(content));
        blob(key).uploadWithResponse(options, null, Context.NONE);
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return new VerifiedInput(openOpaque(cluster, digest), digest);
    }

    @Override
    public InputStream openOpaque(ClusterName cluster, Digest digest) throws IOException {
        return call.of(() -> {
            try {
                return blob(keys.object(cluster, digest)).openInputStream();
            } catch (BlobStorageException e) {
                if (absent(e)) {
                    throw StoreFailure.missing(digest, e);
                }
                throw e;
            }
        });
    }

    /** Azure knows no range from the end. */
    @Override
    public Optional<byte[]> end(ClusterName cluster, Digest digest, int bytes) throws IOException {
        var key = keys.object(cluster, digest);
        var size = sizeOf(cluster, digest);
        return size.isEmpty() ? Optional.empty() : read(key, Math.max(0, size.getAsLong() - bytes));
    }

    @Override
    public void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException {
        write(keys.document(cluster, backupId, name), content);
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        return read(keys.document(cluster, backupId, name));
    }

    @Override
    public void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        write(keys.note(cluster, name), content);
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        return read(keys.note(cluster, name));
    }

    private void write(String key, byte[] content) throws IOException {
        call.of(() -> {
            put(key, content);
            return key;
        });
    }

    private Optional<byte[]> read(String key) throws IOException {
        return read(key, 0);
    }

    private Optional<byte[]> read(String key, long offset) throws IOException {
        return call.of(() -> {
            try {
                var content = blob(key)
                        .downloadContentWithResponse(null, null, range(offset), false, null, Context.NONE)
                        .getValue();
                return Optional.of(content.toBytes());
            } catch (BlobStorageException e) {
                if (absent(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Null: everything; an empty blob has no range. */
    private static BlobRange range(long offset) {
        return offset == 0 ? null : new BlobRange(offset);
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        return call.of(() -> container.listBlobsByHierarchy(keys.backups(cluster)).stream()
                .map(BlobItem::getName)
                .map(StoreKeys::last)
                .sorted()
                .toList());
    }

    @Override
    public Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return call.of(() -> list(keys.objects(cluster)))
                .flatMap(blob -> keys.digest(blob.getName()).stream().map(digest -> stored(digest, blob)));
    }

    private static StoredObject stored(Digest digest, BlobItem blob) {
        var properties = blob.getProperties();
        return new StoredObject(
                digest,
                properties.getContentLength(),
                properties.getLastModified().toInstant());
    }

    private Stream<BlobItem> list(String prefix) {
        return container.listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream();
    }

    @Override
    public void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        delete(keys.object(cluster, digest));
    }

    @Override
    public void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        delete(keys.document(cluster, backupId, Manifests.BACKUP));
        for (var document : call.of(() -> list(keys.backup(cluster, backupId)).toList())) {
            delete(document.getName());
        }
    }

    private void delete(String key) throws IOException {
        call.of(() -> blob(key).deleteIfExists());
    }

    private static boolean absent(BlobStorageException e) {
        return e.getStatusCode() == NOT_FOUND && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode());
    }
}
