package dev.aeneas.sstables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Adds up the hashes of rows, so that the same rows give the same digest in any order.
 *
 * <p>Of a row: SHA-256 over the partition key's columns, the clustering columns, and then every regular and static column in
 * the order of their names, each with its name. A value is its length in four bytes (-1: absent) and its bytes as the native
 * protocol has them. The first 16 bytes of each hash are summed modulo 2^128. Not for several threads.
 */
public final class RowHash {
    private static final int ABSENT = -1;

    private final MessageDigest sha = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private long rows;
    private long high;
    private long low;

    /** The next column of the primary key, null when absent (clustering of a partition that has static columns alone). */
    public void key(ByteBuffer value) {
        value(value);
    }

    /** The next column in the order of names; null when absent. */
    public void column(String name, ByteBuffer value) {
        value(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
        value(value);
    }

    /** The row has no more columns. */
    public void endRow() {
        var hash = ByteBuffer.wrap(sha.digest());
        long addedHigh = hash.getLong();
        long addedLow = hash.getLong();
        low += addedLow;
        high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
        rows++;
    }

    public long rows() {
        return rows;
    }

    /** 32 hexadecimal digits, lower case. */
    public String digest() {
        return String.format("%016x%016x", high, low);
    }

    private void value(ByteBuffer value) {
        length.clear();
        sha.update(length.putInt(value == null ? ABSENT : value.remaining()).flip());
        if (value != null) {
            sha.update(value.duplicate());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
