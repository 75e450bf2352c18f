package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.adapter.store.Announced;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store in a bucket. What is small is sent whole, what is large in parts, and both with checksums that S3 checks. */
public final class S3BackupStore implements OpaqueStore, AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final S3Settings settings;
    private final StoreKeys keys;
    private final S3Client client;
    private final S3Call call;
    private final S3Multipart multipart;

    public S3BackupStore(S3Settings settings) {
        this.settings = settings;
        keys = new StoreKeys(settings.prefix());
        client = S3Clients.open(settings);
        call = new S3Call(settings);
        multipart = new S3Multipart(client, settings.bucket(), settings.bounds().partBytes());
    }

    @Override
    public String location(ClusterName cluster, String backupId) {
        return "s3://" + settings.bucket() + "/" + keys.backup(cluster, backupId);
    }

    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return call.of(() -> size(keys.object(cluster, digest)));
    }

    private OptionalLong size(String key) {
        try {
            return OptionalLong.of(
                    client.headObject(r -> r.bucket(settings.bucket()).key(key)).contentLength());
        } catch (S3Exception e) {
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
                    multipart.put(key, announced, in);
                }
            } catch (S3Exception e) {
                // somebody else who sent the same may have ended the same upload
                if (!absent(e) || !announced.canBe(size(key).orElse(-1))) {
                    throw e;
                }
            }
            return key;
        });
    }

    private void put(String key, byte[] content) {
        client.putObject(
                r -> r.bucket(settings.bucket()).key(key).checksumSHA256(S3Multipart.checksum(content)),
                RequestBody.fromBytes(content));
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return new VerifiedInput(openOpaque(cluster, digest), digest);
    }

    @Override
    public InputStream openOpaque(ClusterName cluster, Digest digest) throws IOException {
        try {
            return call.of(
                    () -> client.getObject(r -> r.bucket(settings.bucket()).key(keys.object(cluster, digest))));
        } catch (StoreFailure e) {
            throw e.getCause() instanceof NoSuchKeyException ? StoreFailure.missing(digest, e) : e;
        }
    }

    @Override
    public Optional<byte[]> end(ClusterName cluster, Digest digest, int bytes) throws IOException {
        return read(keys.object(cluster, digest), "bytes=-" + bytes);
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
        return read(key, null);
    }

    /** Part of an object, as HTTP names parts; null: all of it. */
    private Optional<byte[]> read(String key, String range) throws IOException {
        return call.of(() -> {
            try {
                return Optional.of(client.getObjectAsBytes(
                                r -> r.bucket(settings.bucket()).key(key).range(range))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        var pages = client.listObjectsV2Paginator(
                r -> r.bucket(settings.bucket()).prefix(keys.backups(cluster)).delimiter("/"));
        return call.of(() -> pages.commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .map(StoreKeys::last)
                .sorted()
                .toList());
    }

    @Override
    public Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return call.of(() -> list(keys.objects(cluster))).flatMap(object -> keys.digest(object.key()).stream()
                .map(digest -> new StoredObject(digest, object.size(), object.lastModified())));
    }

    private Stream<S3Object> list(String prefix) {
        return client.listObjectsV2Paginator(r -> r.bucket(settings.bucket()).prefix(prefix)).contents().stream();
    }

    @Override
    public void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        delete(keys.object(cluster, digest));
    }

    @Override
    public void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        delete(keys.document(cluster, backupId, Manifests.BACKUP));
        for (var document : call.of(() -> list(keys.backup(cluster, backupId)).toList())) {
            delete(document.key());
        }
    }

    private void delete(String key) throws IOException {
        call.of(() -> client.deleteObject(r -> r.bucket(settings.bucket()).key(key)));
    }

    private static boolean absent(S3Exception e) {
        return e.statusCode() == NOT_FOUND && !S3Call.code(e).equals("NoSuchBucket");
    }

    @Override
    public void close() {
        client.close();
    }
}
