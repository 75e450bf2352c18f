package dev.aeneas.backup.archive;

import dev.aeneas.backup.run.Digest;
import java.time.Instant;

/** A part of a segment in the store, as a content. */
public record LogPiece(String segment, long offset, long sizeBytes, Digest digest, Instant shippedAt) {
    long end() {
        return offset + sizeBytes;
    }
}
