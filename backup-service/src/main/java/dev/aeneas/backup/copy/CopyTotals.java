package dev.aeneas.backup.copy;

/**
 * How much a copy is.
 *
 * @param objects contents, each counted once for every node that needs it
 * @param bytesSent what the other store did not have yet
 */
public record CopyTotals(long objects, long bytes, long bytesSent) {
    static final CopyTotals NONE = new CopyTotals(0, 0, 0);

    CopyTotals plus(CopyTotals other) {
        return new CopyTotals(objects + other.objects, bytes + other.bytes, bytesSent + other.bytesSent);
    }
}
