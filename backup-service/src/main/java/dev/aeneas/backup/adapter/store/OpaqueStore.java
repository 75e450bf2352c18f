package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A store that also keeps bytes under a digest that is not theirs: contents that were sealed before they came.
 *
 * <p>It cannot check them; whoever sealed them does.
 */
public interface OpaqueStore extends BackupStore {
    /**
     * Stores bytes, never the same twice for one content, under the digest of what they hide.
     *
     * @param bytesMax more will not come
     */
    void putOpaque(ClusterName cluster, Digest digest, long bytesMax, Content sealed) throws IOException;

    /**
     * What was put there, unchecked.
     *
     * @throws dev.aeneas.backup.run.StoreFailure of kind {@code OBJECT_MISSING} when the store does not have it
     */
    InputStream openOpaque(ClusterName cluster, Digest digest) throws IOException;

    /** The last so many bytes of an object, or all of a shorter one, without reading the others; empty when it is not there. */
    Optional<byte[]> end(ClusterName cluster, Digest digest, int bytes) throws IOException;
}
