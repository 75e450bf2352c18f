package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps backups: contents by their digest, documents by backup and name.
 *
 * <p>Whatever can be read here was written whole: nobody ever sees half an object or half a document.
 */
public interface BackupStore {
    /** Where a backup is, for people. */
    String location(ClusterName cluster, String backupId);

    /** Size of the content that has this digest; empty when the store does not have it. */
    OptionalLong sizeOf(ClusterName cluster, Digest digest) throws IOException;

    /**
     * Stores content unless it is another than was announced; storing what is there already is harmless.
     *
     * @throws ContentDiffers when size or digest are not those announced; nothing is stored then
     */
    void putObject(ClusterName cluster, Digest digest, long sizeBytes, InputStream content) throws IOException;

    InputStream openObject(ClusterName cluster, Digest digest) throws IOException;

    /** Stores or replaces a document of a backup, e.g. {@code manifest.json}. */
    void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException;

    Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException;

    /** Every backup that has any document, complete or not, in the order of their names. */
    List<String> backups(ClusterName cluster) throws IOException;

    /** What came is not what was announced: it changed on the way or while it was read. */
    final class ContentDiffers extends IOException {
        private static final long serialVersionUID = 1L;

        public ContentDiffers(String message) {
            super(message);
        }
    }
}
