package dev.aeneas.backup.adapter.store.azure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What Azure checks on arrival: against accidents on the way, not against forgers. */
final class Md5 {
    private Md5() {}

    static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
