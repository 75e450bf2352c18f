package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store that keeps bytes under keys, as object stores do; what they are called is the same in each. */
public abstract class KeyedStore implements OpaqueStore {
    private final StoreKeys keys;

    protected KeyedStore(StoreKeys keys) {
        this.keys = keys;
    }

    /** What a list says of a key. */
    public record Keyed(String key, long sizeBytes, Instant writtenAt) {}

    /** Empty when nothing is there. */
    protected abstract OptionalLong size(String key) throws IOException;

    /** Stores a content, checked on its way, whole or not at all. */
    protected abstract void put(String key, Announced announced, Content content) throws IOException;

    /** Stores a few bytes. */
    protected abstract void write(String key, byte[] content) throws IOException;

    /** Everything under a key; empty when nothing is there. */
    protected abstract Optional<byte[]> read(String key) throws IOException;

    /** The last so many bytes under a key, or all of fewer; empty when nothing is there. */
    protected abstract Optional<byte[]> end(String key, int bytes) throws IOException;

    /** Unchecked; a failure of kind {@code OBJECT_MISSING} names the digest when nothing is there. */
    protected abstract InputStream open(String key, Digest digest) throws IOException;

    /** Every key that begins so. */
    protected abstract Stream<Keyed> list(String prefix) throws IOException;

    /** What follows the prefix, up to the next slash and with it, each once. */
    protected abstract Stream<String> folders(String prefix) throws IOException;

    /** Fine when nothing is there. */
    protected abstract void delete(String key) throws IOException;

    /** Where whatever begins so can be seen. */
    protected abstract String location(String prefix);

    @Override
    public final String location(ClusterName cluster, String backupId) {
        return location(keys.backup(cluster, backupId));
    }

    @Override
    public final OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return size(keys.object(cluster, digest));
    }

    @Override
    public final void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content)
            throws IOException {
        put(keys.object(cluster, digest), Announced.content(digest, sizeBytes), content);
    }

    @Override
    public final void putOpaque(ClusterName cluster, Digest digest, long bytesMax, Content sealed) throws IOException {
        put(keys.object(cluster, digest), Announced.opaque(digest, bytesMax), sealed);
    }

    @Override
    public final InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return new VerifiedInput(openOpaque(cluster, digest), digest);
    }

    @Override
    public final InputStream openOpaque(ClusterName cluster, Digest digest) throws IOException {
        return open(keys.object(cluster, digest), digest);
    }

    @Override
    public final Optional<byte[]> end(ClusterName cluster, Digest digest, int bytes) throws IOException {
        return end(keys.object(cluster, digest), bytes);
    }

    @Override
    public final void putDocument(ClusterName cluster, String backupId, String name, byte[] content)
            throws IOException {
        write(keys.document(cluster, backupId, name), content);
    }

    @Override
    public final Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        return read(keys.document(cluster, backupId, name));
    }

    @Override
    public final void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        write(keys.note(cluster, name), content);
    }

    @Override
    public final Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        return read(keys.note(cluster, name));
    }

    @Override
    public final List<String> backups(ClusterName cluster) throws IOException {
        return folders(keys.backups(cluster)).map(StoreKeys::last).sorted().toList();
    }

    @Override
    public final Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return list(keys.objects(cluster)).flatMap(object -> keys.digest(object.key()).stream()
                .map(digest -> new StoredObject(digest, object.sizeBytes(), object.writtenAt())));
    }

    @Override
    public final void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        delete(keys.object(cluster, digest));
    }

    /** Its manifest first: without it there is no backup. */
    @Override
    public final void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        delete(keys.document(cluster, backupId, Manifests.BACKUP));
        for (var document : list(keys.backup(cluster, backupId)).toList()) {
            delete(document.key());
        }
    }
}
