package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.adapter.store.KeyedStore;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A store in a bucket. What is small is sent whole, what is large in parts, and both with checksums that S3 checks. */
public final class S3BackupStore extends KeyedStore implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final S3Settings settings;
    private final S3Client client;
    private final S3Call call;
    private final S3Multipart multipart;

    public S3BackupStore(S3Settings settings) {
        super(new StoreKeys(settings.prefix()));
        this.settings = settings;
        client = S3Clients.open(settings);
        call = new S3Call(settings);
        multipart = new S3Multipart(client, settings.bucket(), settings.bounds().partBytes());
    }

    @Override
    protected String location(String prefix) {
        return "s3://" + settings.bucket() + "/" + prefix;
    }

    @Override
    protected OptionalLong size(String key) throws IOException {
        return call.of(() -> sizeNow(key));
    }

    private OptionalLong sizeNow(String key) {
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
    protected void put(String key, Announced announced, Content content) throws IOException {
        call.of(() -> {
            try (var in = content.open()) {
                if (announced.sizeBytes() <= settings.bounds().partBytes()) {
                    upload(key, PartReader.whole(in, announced));
                } else {
                    multipart.put(key, announced, in);
                }
            } catch (S3Exception e) {
                // somebody else who sent the same may have ended the same upload
                if (!absent(e) || !announced.canBe(sizeNow(key).orElse(-1))) {
                    throw e;
                }
            }
            return key;
        });
    }

    private void upload(String key, byte[] content) {
        client.putObject(
                r -> r.bucket(settings.bucket()).key(key).checksumSHA256(S3Multipart.checksum(content)),
                RequestBody.fromBytes(content));
    }

    @Override
    protected InputStream open(String key, Digest digest) throws IOException {
        try {
            return call.of(
                    () -> client.getObject(r -> r.bucket(settings.bucket()).key(key)));
        } catch (StoreFailure e) {
            throw e.getCause() instanceof NoSuchKeyException ? StoreFailure.missing(digest, e) : e;
        }
    }

    @Override
    protected Optional<byte[]> end(String key, int bytes) throws IOException {
        return read(key, "bytes=-" + bytes);
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
    protected Stream<String> folders(String prefix) throws IOException {
        var pages = client.listObjectsV2Paginator(
                r -> r.bucket(settings.bucket()).prefix(prefix).delimiter("/"));
        return call
                .of(() -> pages.commonPrefixes().stream()
                        .map(CommonPrefix::prefix)
                        .toList())
                .stream();
    }

    @Override
    protected Stream<Keyed> list(String prefix) throws IOException {
        var pages =
                client.listObjectsV2Paginator(r -> r.bucket(settings.bucket()).prefix(prefix));
        return call.of(() -> pages.contents().stream())
                .map(object -> new Keyed(object.key(), object.size(), object.lastModified()));
    }

    @Override
    protected void delete(String key) throws IOException {
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
