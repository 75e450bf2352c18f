package dev.aeneas.backup.adapter.store.seal;

import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.adapter.store.ForwardingStore;
import dev.aeneas.backup.adapter.store.OpaqueStore;
import dev.aeneas.backup.adapter.store.VerifiedInput;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store whose keeper sees neither contents nor documents: digests, sizes, names of backups and nodes, nothing else.
 *
 * <p>Contents are checked against their digest before they are sealed and after they are opened.
 */
public final class SealedStore extends ForwardingStore {
    private final OpaqueStore store;
    private final Seal seal;

    public SealedStore(OpaqueStore store, Seal seal) {
        super(store);
        this.store = store;
        this.seal = seal;
    }

    /** Of the plain content; an object that was not sealed whole does not count as one. */
    @Override
    public OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException {
        return store.end(cluster, digest, Seal.END_BYTES).map(Seal::plainBytes).orElse(OptionalLong.empty());
    }

    @Override
    public void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException {
        var announced = Announced.content(digest, sizeBytes);
        store.putOpaque(cluster, digest, seal.bytesMax(sizeBytes), () -> sealed(content, announced));
    }

    private InputStream sealed(Content content, Announced announced) throws IOException {
        return new SealingInput(content.open(), announced, seal, object(announced.digest()));
    }

    /** Asks first: nobody knows what to call it before it was read. */
    @Override
    public Put putNew(ClusterName cluster, long sizeBytes, Content content) throws IOException {
        Digest digest;
        try (var in = content.open()) {
            digest = Digest.of(in);
        }
        if (sizeOf(cluster, digest).orElse(-1) == sizeBytes) {
            return new Put(digest, 0);
        }
        putObject(cluster, digest, sizeBytes, content);
        return new Put(digest, sizeBytes);
    }

    @Override
    public InputStream openObject(ClusterName cluster, Digest digest) throws IOException {
        var opened = OpenedInput.of(
                store.openOpaque(cluster, digest),
                in -> openObject(in, digest),
                why -> StoreFailure.corrupt(digest, why));
        return new VerifiedInput(opened, digest);
    }

    private InputStream openObject(InputStream in, Digest digest) throws IOException {
        var header = SealHeader.read(in).orElseThrow(() -> StoreFailure.corrupt(digest, "it is not sealed"));
        return seal.open(header, in, object(digest), "the object " + digest);
    }

    @Override
    public void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException {
        store.putDocument(cluster, backupId, name, sealed(content, document(cluster, backupId, name)));
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException {
        var sealed = store.readDocument(cluster, backupId, name);
        return opened(sealed, document(cluster, backupId, name), name + " of backup " + backupId);
    }

    @Override
    public void putNote(ClusterName cluster, String name, byte[] content) throws IOException {
        store.putNote(cluster, name, sealed(content, note(cluster, name)));
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException {
        return opened(store.readNote(cluster, name), note(cluster, name), "the note " + name + " of " + cluster);
    }

    private byte[] sealed(byte[] document, String purpose) throws IOException {
        var announced = Announced.content(Digest.of(new ByteArrayInputStream(document)), document.length);
        try (var in = new SealingInput(new ByteArrayInputStream(document), announced, seal, purpose)) {
            return in.readAllBytes();
        }
    }

    private Optional<byte[]> opened(Optional<byte[]> sealed, String purpose, String what) throws IOException {
        if (sealed.isEmpty()) {
            return sealed;
        }
        try (var in = OpenedInput.of(
                new ByteArrayInputStream(sealed.get()),
                bytes -> openDocument(bytes, purpose, what),
                why -> corrupt(what, why))) {
            return Optional.of(in.readAllBytes());
        }
    }

    private InputStream openDocument(InputStream in, String purpose, String what) throws IOException {
        var header = SealHeader.read(in).orElseThrow(() -> Seal.unsealed(what));
        return seal.open(header, in, purpose, what);
    }

    private static StoreFailure corrupt(String what, String why) {
        return new StoreFailure(
                StoreFailure.Kind.OBJECT_CORRUPT,
                what + " is corrupt in the store, or was put there in another's place: " + why,
                null);
    }

    private static String object(Digest digest) {
        return "object/" + digest.hex();
    }

    private static String document(ClusterName cluster, String backupId, String name) {
        return "document/" + cluster + "/" + backupId + "/" + name;
    }

    private static String note(ClusterName cluster, String name) {
        return "note/" + cluster + "/" + name;
    }
}
