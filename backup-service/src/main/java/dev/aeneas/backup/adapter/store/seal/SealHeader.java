package dev.aeneas.backup.adapter.store.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The beginning of whatever is sealed.
 *
 * <pre>
 * "Aeneas" version flags [check of the key, 8 bytes]
 * </pre>
 *
 * @param keyCheck empty: not encrypted
 */
record SealHeader(boolean compressed, OptionalLong keyCheck) {
    private static final byte[] MAGIC = "Aeneas\u0001".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED_BYTES = MAGIC.length + 1;
    private static final int COMPRESSED = 1;
    private static final int ENCRYPTED = 2;

    static final int BYTES_MAX = FIXED_BYTES + Long.BYTES;

    byte[] bytes() {
        int flags = (compressed ? COMPRESSED : 0) | (keyCheck.isPresent() ? ENCRYPTED : 0);
        var bytes = ByteBuffer.allocate(FIXED_BYTES + (keyCheck.isPresent() ? Long.BYTES : 0))
                .put(MAGIC)
                .put((byte) flags);
        keyCheck.ifPresent(bytes::putLong);
        return bytes.array();
    }

    /** Reads as many bytes as it has; empty when this is nothing that was sealed. */
    static Optional<SealHeader> read(InputStream in) throws IOException {
        var fixed = in.readNBytes(FIXED_BYTES);
        if (!begins(fixed)) {
            return Optional.empty();
        }
        int flags = fixed[MAGIC.length];
        if ((flags & ENCRYPTED) == 0) {
            return Optional.of(new SealHeader((flags & COMPRESSED) != 0, OptionalLong.empty()));
        }
        var check = in.readNBytes(Long.BYTES);
        return check.length < Long.BYTES
                ? Optional.empty()
                : Optional.of(new SealHeader(
                        (flags & COMPRESSED) != 0,
                        OptionalLong.of(ByteBuffer.wrap(check).getLong())));
    }

    /** Whether a document is sealed: none that is not begins so. */
    static boolean begins(byte[] document) {
        return document.length >= FIXED_BYTES && Arrays.equals(document, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }
}
