package dev.aeneas.cassandra.node;

/**
 * Limits of one node in MiB per second; 0 means unlimited.
 *
 * @param stream out to nodes of any datacenter
 * @param interDatacenterStream out to other datacenters
 * @param entireSstableStream as {@code stream}, for SSTables that are sent whole
 * @param entireSstableInterDatacenterStream as {@code interDatacenterStream}, for SSTables that are sent whole
 * @param compaction written by all compactions together
 */
public record Throttles(
        int stream,
        int interDatacenterStream,
        int entireSstableStream,
        int entireSstableInterDatacenterStream,
        int compaction) {

    public Throttles {
        requireLimit("stream", stream);
        requireLimit("interDatacenterStream", interDatacenterStream);
        requireLimit("entireSstableStream", entireSstableStream);
        requireLimit("entireSstableInterDatacenterStream", entireSstableInterDatacenterStream);
        requireLimit("compaction", compaction);
    }

    /** The same compaction limit, and this one for all four kinds of streams. */
    public Throttles withStreams(int mebibytesPerSecond) {
        return new Throttles(
                mebibytesPerSecond, mebibytesPerSecond, mebibytesPerSecond, mebibytesPerSecond, compaction);
    }

    private static void requireLimit(String name, int mebibytesPerSecond) {
        if (mebibytesPerSecond < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + mebibytesPerSecond);
        }
    }
}
