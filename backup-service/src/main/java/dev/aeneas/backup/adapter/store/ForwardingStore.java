package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Asks another store; whoever extends it changes what is to be different. */
public abstract class ForwardingStore implements BackupStore {
    private final BackupStore store;

    protected ForwardingStore(BackupStore store) {
        this.store = store;
    }

    @Override
    public String location(ClusterName cluster, String backupId) {
        return store.location(cluster, backupId);
    }

    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return store.sizeOf(cluster, digest);
    }

    @Override
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException {
        store.putObject(cluster, digest, sizeBytes, content);
    }

    @Override
    public Put putNew(ClusterName cluster, long sizeBytes, Content content) throws IOException {
        return store.putNew(cluster, sizeBytes, content);
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        return store.openObject(cluster, digest);
    }

    @Override
    public void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException {
        store.putDocument(cluster, backupId, name, content);
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        return store.readDocument(cluster, backupId, name);
    }

    @Override
    public void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        store.putNote(cluster, name, content);
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        return store.readNote(cluster, name);
    }

    @Override
    public List<String> backups(ClusterName cluster) throws IOException {
        return store.backups(cluster);
    }

    @Override
    public Stream<StoredObject> objects(ClusterName cluster) throws IOException {
        return store.objects(cluster);
    }

    @Override
    public void deleteObject(ClusterName cluster, Digest digest) throws IOException {
        store.deleteObject(cluster, digest);
    }

    @Override
    public void deleteBackup(ClusterName cluster, String backupId) throws IOException {
        store.deleteBackup(cluster, backupId);
    }
}
