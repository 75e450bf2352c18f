package dev.aeneas.backup.adapter.store.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters.HashType;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key: AES-256-GCM in segments, with a key derived for each stream, as Tink does it.
 *
 * @param check tells which key it is without telling the key
 */
record SealKey(long check, StreamingAead aead) {
    static final int BYTES = 32;

    /** Most files of an SSTable are small; a large segment would be set aside for each. */
    private static final int SEGMENT_BYTES = 1 << 16;

    private static final byte[] CHECK = "aeneas: which key is it?".getBytes(StandardCharsets.UTF_8);

    static SealKey of(byte[] key) {
        try {
            return new SealKey(check(key), aead(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM and HMAC-SHA-256", e);
        }
    }

    private static long check(byte[] key) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return ByteBuffer.wrap(mac.doFinal(CHECK)).getLong();
    }

    @AccessesPartialKey // the key comes from a file of ours, not from one of Tink's key sets
    private static StreamingAead aead(byte[] key) throws GeneralSecurityException {
        var parameters = AesGcmHkdfStreamingParameters.builder()
                .setKeySizeBytes(BYTES)
                .setDerivedAesGcmKeySizeBytes(BYTES)
                .setHkdfHashType(HashType.SHA256)
                .setCiphertextSegmentSizeBytes(SEGMENT_BYTES)
                .build();
        return AesGcmHkdfStreaming.create(
                AesGcmHkdfStreamingKey.create(parameters, SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get())));
    }

    /** As people see it. */
    static String shown(long check) {
        return "%016x".formatted(check);
    }

    /** Neither the key nor what it is made of. */
    @Override
    public String toString() {
        return "key " + shown(check);
    }
}
