package dev.aeneas.backup.restore;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What a table holds, in a form that can be compared: the same rows give the same digest, in whatever order and files they are.
 *
 * <p>For each live row: SHA-256 over partition key, clustering, and each regular and static column in the order of their
 * names with its serialized value or its absence; of that the first 16 bytes as a number; summed modulo 2^128 over the rows.
 *
 * @param rows as {@code SELECT *} returns them: a partition of static columns alone is one
 * @param digest 32 hexadecimal digits, lower case
 */
public record TableDigest(long rows, String digest) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    /** No rows. */
    public static final TableDigest EMPTY = new TableDigest(0, "0".repeat(32));

    public TableDigest {
        if (rows < 0 || !HEX.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a table's digest: " + rows + " rows, " + digest);
        }
    }

    /** The digest of both together, provided that no row is in both. */
    public TableDigest plus(TableDigest other) {
        var sum = number().add(other.number()).mod(MODULUS).toString(16);
        return new TableDigest(rows + other.rows, "0".repeat(32 - sum.length()) + sum);
    }

    private BigInteger number() {
        return new BigInteger(digest, 16);
    }
}
