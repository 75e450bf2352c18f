package dev.aeneas.backup.adapter.store.seal;

import dev.aeneas.backup.adapter.store.ForwardingStore;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.util.Optional;

/** A store whose settings seal nothing, and which says so when somebody sealed what is there. */
public final class UnsealedStore extends ForwardingStore {
    private final String name;

    public UnsealedStore(String name, BackupStore store) {
        super(store);
        this.name = name;
    }

    @Override
    public Optional<byte[]> readDocument(ClusterName cluster, String backupId, String document) throws IOException {
        return plain(super.readDocument(cluster, backupId, document), document + " of backup " + backupId);
    }

    @Override
    public Optional<byte[]> readNote(ClusterName cluster, String note) throws IOException {
        return plain(super.readNote(cluster, note), "the note " + note + " of " + cluster);
    }

    private Optional<byte[]> plain(Optional<byte[]> document, String what) throws StoreFailure {
        if (document.filter(SealHeader::begins).isPresent()) {
            throw new StoreFailure(
                    StoreFailure.Kind.STORE_SEALED_OTHERWISE,
                    what + " is compressed or encrypted: set aeneas.backup.stores." + name
                            + ".compression and .encryption.key-file as they were when it was written",
                    null);
        }
        return document;
    }
}
