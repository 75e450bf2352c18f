package dev.aeneas.backup.adapter.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What stores check on arrival: against accidents on the way, not against forgers. */
public final class Md5 {
    private Md5() {}

    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
