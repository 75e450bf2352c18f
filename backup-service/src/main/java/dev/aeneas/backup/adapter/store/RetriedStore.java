package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Asks a store again, a bounded number of times, when it fails in a way that may pass: a share in a network does.
 *
 * <p>Every call of the port may be repeated. What is read or listed while it is consumed is not covered.
 */
public final class RetriedStore implements BackupStore {
    private static final TypeLiteral<OptionalLong> SIZE = new TypeLiteral<>() {};
    private static final TypeLiteral<Put> PUT = new TypeLiteral<>() {};
    private static final TypeLiteral<Digest> DIGEST = new TypeLiteral<>() {};
    private static final TypeLiteral<InputStream> CONTENT = new TypeLiteral<>() {};
    private static final TypeLiteral<String> NAME = new TypeLiteral<>() {};
    private static final TypeLiteral<Optional<byte[]>> DOCUMENT = new TypeLiteral<>() {};
    private static final TypeLiteral<List<String>> NAMES = new TypeLiteral<>() {};
    private static final TypeLiteral<Stream<StoredObject>> OBJECTS = new TypeLiteral<>() {};

    private final BackupStore store;
    private final Guard guard;

    public RetriedStore(BackupStore store, StoreBounds bounds) {
        this.store = store;
        guard = Guard.create()
                .withRetry()
                .maxRetries(bounds.attemptsMax() - 1)
                .delay(bounds.retryPause().toMillis(), ChronoUnit.MILLIS)
                .maxDuration(bounds.retriesTimeout().toMillis(), ChronoUnit.MILLIS)
                .whenException(RetriedStore::mayPass)
                .withExponentialBackoff()
                .maxDelay(bounds.retryPauseMax().toMillis(), ChronoUnit.MILLIS)
                .done()
                .done()
                .build();
    }

    private static boolean mayPass(Throwable e) {
        if (e instanceof StoreFailure failure) {
            return failure.kind() == StoreFailure.Kind.STORE_UNAVAILABLE;
        }
        return e instanceof IOException && !(e instanceof ContentDiffers);
    }

    private <T> T call(TypeLiteral<T> type, Callable<T> action) throws IOException {
        try {
            return guard.call(action, type);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public String location(ClusterName cluster, String backupId) {
        return store.location(cluster, backupId);
    }

    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return call(SIZE, () -> store.sizeOf(cluster, digest));
    }

    @Override
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException {
        call(DIGEST, () -> {
            store.putObject(cluster, digest, sizeBytes, content);
            return digest;
        });
    }

    @Override
    public Put putNew(ClusterName cluster, long sizeBytes, Content content) throws IOException {
        return call(PUT, () -> store.putNew(cluster, sizeBytes, content));
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return call(CONTENT, () -> store.openObject(cluster, digest));
    }

    @Override
    public void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException {
        call(NAME, () -> {
            store.putDocument(cluster, backupId, name, content);
            return name;
        });
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        return call(DOCUMENT, () -> store.readDocument(cluster, backupId, name));
    }

    @Override
    public void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        call(NAME, () -> {
            store.putNote(cluster, name, content);
            return name;
        });
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        return call(DOCUMENT, () -> store.readNote(cluster, name));
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        return call(NAMES, () -> store.backups(cluster));
    }

    @Override
    public Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return call(OBJECTS, () -> store.objects(cluster));
    }

    @Override
    public void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        call(DIGEST, () -> {
            store.deleteObject(cluster, digest);
            return digest;
        });
    }

    @Override
    public void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        call(NAME, () -> {
            store.deleteBackup(cluster, backupId);
            return backupId;
        });
    }
}
