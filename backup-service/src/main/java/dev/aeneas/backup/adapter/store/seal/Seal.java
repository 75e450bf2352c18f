package dev.aeneas.backup.adapter.store.seal;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.aeneas.backup.StoreConfig;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * How a store's contents and documents are sealed.
 *
 * <pre>
 * header, {@link SealHeader}
 * the content, through Zstandard, through Tink's streaming AEAD; header and purpose are authenticated with it
 * size of the plain content, 8 bytes; "enD."
 * </pre>
 *
 * <p>The end is there to know an object's size, and that it was not cut short, without reading it. Nobody relies on it: whoever
 * opens a content checks all of it.
 *
 * @param store for messages
 * @param level Zstandard's; empty: not compressed
 * @param keys empty: not encrypted
 */
public record Seal(String store, OptionalInt level, Optional<SealKeys> keys) {
    private static final String KEY_FILE = "encryption.key-file";
    private static final int LEVEL_MAX = 19;

    static final int END_BYTES = Long.BYTES + Integer.BYTES;

    private static final int END_MAGIC =
            ByteBuffer.wrap("enD.".getBytes(StandardCharsets.US_ASCII)).getInt();

    /** Neither Zstandard on what cannot be compressed nor a segment's tag adds a 64th part; small contents get a frame. */
    private static final int GROWS_BY = 64;

    private static final int FRAME_BYTES = 4096;

    /**
     * As the settings say; empty: nothing is sealed.
     *
     * @param secret where a file of the secrets folder is
     * @throws IllegalArgumentException that names the setting and its rule
     */
    public static Optional<Seal> of(String store, StoreConfig settings, UnaryOperator<Path> secret) {
        var at = "aeneas.backup.stores." + store + ".";
        int level = settings.compressionLevel();
        if (level < 1 || level > LEVEL_MAX) {
            throw new IllegalArgumentException(
                    at + "compression-level must be from 1 to " + LEVEL_MAX + "; was " + level);
        }
        var keys = settings.encryption().keyFile().map(secret).map(file -> SealKeys.read(at + KEY_FILE, file));
        boolean compressed = settings.compression() == StoreConfig.Compression.ZSTD;
        return compressed || keys.isPresent()
                ? Optional.of(new Seal(store, compressed ? OptionalInt.of(level) : OptionalInt.empty(), keys))
                : Optional.empty();
    }

    /** More will not come of a content of this size. */
    long bytesMax(long plainBytes) {
        return plainBytes + plainBytes / GROWS_BY + FRAME_BYTES;
    }

    SealHeader header() {
        return new SealHeader(
                level.isPresent(),
                keys.map(all -> OptionalLong.of(all.current().check())).orElse(OptionalLong.empty()));
    }

    /** What is written to it comes out sealed; what is sealed is complete when it was closed. */
    OutputStream into(OutputStream out, String purpose) throws IOException {
        var header = header().bytes();
        out.write(header);
        var encrypted = keys.isPresent() ? encrypt(keys.get().current(), out, bound(header, purpose)) : out;
        return level.isPresent() ? new ZstdOutputStreamNoFinalizer(encrypted, level.getAsInt()) : encrypted;
    }

    /** The end of a sealed content, which nothing encrypts. */
    static byte[] end(long plainBytes) {
        return ByteBuffer.allocate(END_BYTES)
                .putLong(plainBytes)
                .putInt(END_MAGIC)
                .array();
    }

    /** Size of the plain content; empty when this is not the end of anything sealed. */
    static OptionalLong plainBytes(byte[] end) {
        var bytes = ByteBuffer.wrap(end);
        return end.length == END_BYTES && bytes.getInt(Long.BYTES) == END_MAGIC
                ? OptionalLong.of(bytes.getLong(0))
                : OptionalLong.empty();
    }

    /**
     * The plain content of what follows a header.
     *
     * @param what for messages
     * @throws StoreFailure of kind {@code STORE_SEALED_OTHERWISE}
     */
    InputStream open(SealHeader header, InputStream sealed, String purpose, String what) throws IOException {
        var body = new WithoutEnd(sealed, END_BYTES);
        var compressed = header.keyCheck().isPresent()
                ? decrypt(key(header, what), body, bound(header.bytes(), purpose))
                : unencrypted(body, what);
        return header.compressed() ? new ZstdInputStreamNoFinalizer(compressed) : compressed;
    }

    private SealKey key(SealHeader header, String what) throws StoreFailure {
        long check = header.keyCheck().orElseThrow();
        var held = keys.orElseThrow(() ->
                otherwise(what + " is encrypted: aeneas.backup.stores." + store + "." + KEY_FILE + " is required"));
        return held.find(check)
                .orElseThrow(() -> otherwise(what + " is encrypted with the key " + SealKey.shown(check) + ": "
                        + held.setting() + " must hold it, and holds " + held.keys()));
    }

    /** Whoever can write into the store could put it there instead of what was encrypted. */
    private InputStream unencrypted(InputStream body, String what) throws StoreFailure {
        if (keys.isPresent()) {
            throw otherwise(what + " is not encrypted, though " + keys.get().setting()
                    + " is set: give a store that is encrypted a place of its own");
        }
        return body;
    }

    /** For a document that was there before the settings sealed anything. */
    static StoreFailure unsealed(String what) {
        return otherwise(
                what + " is neither compressed nor encrypted: name a store of the same place without compression"
                        + " and encryption to read it, and give this one a place of its own");
    }

    private static StoreFailure otherwise(String message) {
        return new StoreFailure(Kind.STORE_SEALED_OTHERWISE, message, null);
    }

    private static OutputStream encrypt(SealKey key, OutputStream out, byte[] bound) throws IOException {
        try {
            return key.aead().newEncryptingStream(out, bound);
        } catch (GeneralSecurityException e) {
            throw new IOException("nothing can be encrypted here", e);
        }
    }

    private static InputStream decrypt(SealKey key, InputStream in, byte[] bound) throws IOException {
        try {
            return key.aead().newDecryptingStream(in, bound);
        } catch (GeneralSecurityException e) {
            throw new IOException("nothing can be decrypted here", e);
        }
    }

    /** So that nothing can be put in the place of something else. */
    private static byte[] bound(byte[] header, String purpose) {
        var text = purpose.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(header.length + text.length)
                .put(header)
                .put(text)
                .array();
    }
}
