package dev.aeneas.backup.run;

/**
 * How much a node's copy, or a whole backup, is.
 *
 * @param files SSTable components
 * @param bytes their size
 * @param bytesSent what the store did not have yet
 */
public record Totals(long files, long bytes, long bytesSent) {
    static final Totals NONE = new Totals(0, 0, 0);

    Totals plus(Totals other) {
        return new Totals(files + other.files, bytes + other.bytes, bytesSent + other.bytesSent);
    }
}
