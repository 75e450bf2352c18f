package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.Digest;

/**
 * What was said of a content before it came.
 *
 * @param sizeBytes of opaque bytes: at most
 * @param opaque its bytes are others than those that the digest is of, and others each time it is read
 */
public record Announced(Digest digest, long sizeBytes, boolean opaque) {

    public static Announced content(Digest digest, long sizeBytes) {
        return new Announced(digest, sizeBytes, false);
    }

    public static Announced opaque(Digest digest, long bytesMax) {
        return new Announced(digest, bytesMax, true);
    }

    /** What is stored under a digest must be that, and what is opaque is checked by whoever sealed it. */
    public void require(Digest found, long bytes) throws ContentDiffers {
        boolean asAnnounced = opaque ? bytes <= sizeBytes : bytes == sizeBytes && found.equals(digest);
        if (!asAnnounced) {
            throw new ContentDiffers("announced were %d bytes with digest %s, what came were %d with %s"
                    .formatted(sizeBytes, digest, bytes, found));
        }
    }

    /** Whether an object of this size can be it. */
    public boolean canBe(long storedBytes) {
        return opaque ? storedBytes > 0 && storedBytes <= sizeBytes : storedBytes == sizeBytes;
    }
}
