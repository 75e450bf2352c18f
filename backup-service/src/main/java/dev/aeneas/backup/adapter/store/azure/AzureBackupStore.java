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
import dev.aeneas.backup.adapter.store.KeyedStore;
import dev.aeneas.backup.adapter.store.Md5;
import dev.aeneas.backup.adapter.store.PartReader;
import dev.aeneas.backup.adapter.store.StoreKeys;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store in a container. What is small is sent whole, what is large in blocks, and both with checksums that Azure checks. */
public final class AzureBackupStore extends KeyedStore {
    private static final int NOT_FOUND = 404;

    private final AzureSettings settings;
    private final BlobContainerClient container;
    private final AzureCall call;
    private final AzureBlocks blocks;

    public AzureBackupStore(AzureSettings settings) {
        super(new StoreKeys(settings.prefix()));
        this.settings = settings;
        container = AzureClients.open(settings);
        call = new AzureCall(settings);
        blocks = new AzureBlocks(settings.bounds().partBytes());
    }

    private BlockBlobClient blob(String key) {
        return container.getBlobClient(key).getBlockBlobClient();
    }

    @Override
    protected String location(String prefix) {
        return container.getBlobContainerUrl() + "/" + prefix;
    }

    @Override
    protected OptionalLong size(String key) throws IOException {
        return call.of(() -> sizeNow(key));
    }

    private OptionalLong sizeNow(String key) {
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
    protected void put(String key, Announced announced, Content content) throws IOException {
        call.of(() -> {
            try (var in = content.open()) {
                if (announced.sizeBytes() <= settings.bounds().partBytes()) {
                    upload(key, PartReader.whole(in, announced));
                } else {
                    blocks.put(blob(key), announced, in);
                }
            } catch (BlobStorageException e) {
                // whoever sent the same at the same time committed first, and our blocks went with it
                if (!BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode())
                        || !announced.canBe(sizeNow(key).orElse(-1))) {
                    throw e;
                }
            }
            return key;
        });
    }

    private void upload(String key, byte[] content) {
        var options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content)).setContentMd5(Md5.of(content));
        blob(key).uploadWithResponse(options, null, Context.NONE);
    }

    @Override
    protected InputStream open(String key, Digest digest) throws IOException {
        return call.of(() -> {
            try {
                return blob(key).openInputStream();
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
    protected Optional<byte[]> end(String key, int bytes) throws IOException {
        var size = size(key);
        return size.isEmpty() ? Optional.empty() : read(key, Math.max(0, size.getAsLong() - bytes));
    }

    @Override
    protected void write(String key, byte[] content) throws IOException {
        call.of(() -> {
            upload(key, content);
            return key;
        });
    }

    @Override
    protected Optional<byte[]> read(String key) throws IOException {
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
    protected Stream<String> folders(String prefix) throws IOException {
        return call
                .of(() -> container.listBlobsByHierarchy(prefix).stream()
                        .map(BlobItem::getName)
                        .toList())
                .stream();
    }

    @Override
    protected Stream<Keyed> list(String prefix) throws IOException {
        return call.of(() -> container.listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream())
                .map(AzureBackupStore::keyed);
    }

    private static Keyed keyed(BlobItem blob) {
        var properties = blob.getProperties();
        return new Keyed(
                blob.getName(),
                properties.getContentLength(),
                properties.getLastModified().toInstant());
    }

    @Override
    protected void delete(String key) throws IOException {
        call.of(() -> blob(key).deleteIfExists());
    }

    private static boolean absent(BlobStorageException e) {
        return e.getStatusCode() == NOT_FOUND && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode());
    }
}
