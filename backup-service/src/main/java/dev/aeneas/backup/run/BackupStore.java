package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
    void putObject(ClusterName cluster, Digest digest, long sizeBytes, Content content) throws IOException;

    /**
     * Stores a content whose digest nobody knows yet.
     *
     * @return what it was stored under, and how many bytes had to travel: none when the store had it
     */
    default Put putNew(ClusterName cluster, long sizeBytes, Content content) throws IOException {
        Digest digest;
        try (var in = content.open()) {
            digest = Digest.of(in);
        }
        var present = sizeOf(cluster, digest);
        if (present.isPresent() && present.getAsLong() == sizeBytes) {
            return new Put(digest, 0);
        }
        putObject(cluster, digest, sizeBytes, content);
        return new Put(digest, sizeBytes);
    }

    /** A content that is in the store now. */
    record Put(Digest digest, long bytesSent) {}

    /**
     * Reads a content, which is checked on the way: whoever reads to its end need not compute its digest again.
     *
     * <p>The end of another content than was stored is a {@link StoreFailure} of kind {@code OBJECT_CORRUPT}.
     *
     * @throws StoreFailure of kind {@code OBJECT_MISSING} when the store does not have it
     */
    InputStream openObject(ClusterName cluster, Digest digest) throws IOException;

    /** Stores or replaces a document of a backup, e.g. {@code manifest.json}. */
    void putDocument(ClusterName cluster, String backupId, String name, byte[] content) throws IOException;

    Optional<byte[]> readDocument(ClusterName cluster, String backupId, String name) throws IOException;

    /** Stores or replaces a note of the service to itself, of no backup; what is lost with it can be found out again. */
    void putNote(ClusterName cluster, String name, byte[] content) throws IOException;

    Optional<byte[]> readNote(ClusterName cluster, String name) throws IOException;

    /** Every backup that has any document, complete or not, in the order of their names. */
    List<String> backups(ClusterName cluster) throws IOException;

    /** Every content of a cluster, in no order, read from the store while it is consumed: close it. */
    Stream<StoredObject> objects(ClusterName cluster) throws IOException;

    /** Removes a content; what is not there need not be removed. */
    void deleteObject(ClusterName cluster, Digest digest) throws IOException;

    /** Removes a backup's documents, {@code manifest.json} first, so that one that is half removed is no backup. */
    void deleteBackup(ClusterName cluster, String backupId) throws IOException;

    /**
     * A content as the store keeps it.
     *
     * @param sizeBytes in the store, which is not the content's when the store compresses or encrypts
     * @param writtenAt when it was written last, by the store's clock
     */
    record StoredObject(Digest digest, long sizeBytes, Instant writtenAt) {}

    /** What came is not what was announced: it changed on the way or while it was read. */
    final class ContentDiffers extends IOException {
        private static final long serialVersionUID = 1L;

        public ContentDiffers(String message) {
            super(message);
        }
    }
}
