package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Content;
import dev.aeneas.backup.run.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

/** A content of several parts. */
public final class LargeContent {
    public static final int PART_BYTES = 5 << 20;

    private final byte[] bytes;

    private LargeContent(byte[] bytes) {
        this.bytes = bytes;
    }

    public static LargeContent ofParts(int parts) {
        var bytes = new byte[(parts - 1) * PART_BYTES + 1];
        new Random(parts).nextBytes(bytes);
        return new LargeContent(bytes);
    }

    public Digest digest() throws IOException {
        return Digest.of(new ByteArrayInputStream(bytes));
    }

    public Content content() {
        return () -> new ByteArrayInputStream(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public long sizeBytes() {
        return bytes.length;
    }
}
