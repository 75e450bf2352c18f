package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import dev.aeneas.backup.run.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Cuts a content into parts that are sent one by one, and knows at the end whether it was the one that was announced. */
public final class PartReader implements AutoCloseable {
    private final InputStream in;
    private final int partBytes;
    private final MessageDigest digest = Digest.begin();
    private long bytes;

    public PartReader(InputStream in, int partBytes) {
        this.in = in;
        this.partBytes = partBytes;
    }

    /** The next part: a whole one, or what is left; empty at the end. */
    public Optional<byte[]> next() throws IOException {
        var part = in.readNBytes(partBytes);
        digest.update(part);
        bytes += part.length;
        return part.length == 0 ? Optional.empty() : Optional.of(part);
    }

    /** Ends the content: it must be what was announced. */
    public void require(Announced announced) throws ContentDiffers {
        announced.require(Digest.end(digest), bytes);
    }

    /** A content that is small enough to be sent in one. */
    public static byte[] whole(InputStream in, Announced announced) throws IOException {
        // one byte more than announced is enough to see that more comes
        try (var reader = new PartReader(in, Math.toIntExact(announced.sizeBytes() + 1))) {
            var content = reader.next().orElseGet(() -> new byte[0]);
            reader.require(announced);
            return content;
        }
    }

    /** Parts of this size, or larger when there would be more than the store takes. */
    public static int partBytes(long sizeBytes, int wished, int partsMax) {
        long needed = (sizeBytes + partsMax - 1) / partsMax;
        return Math.toIntExact(Math.max(wished, needed));
    }

    /** SHA-256. */
    public static byte[] digest(byte[] part) {
        return Digest.begin().digest(part);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
