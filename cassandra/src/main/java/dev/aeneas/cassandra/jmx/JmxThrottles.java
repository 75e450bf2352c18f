package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.SetThrottles;
import dev.aeneas.cassandra.node.Throttles;
import java.time.Duration;
import java.util.Map;

/** Throttles through StorageService. */
final class JmxThrottles implements SetThrottles {
    private static final String STREAM = "StreamThroughputMebibytesPerSecAsDouble";
    private static final String INTER_DC = "InterDCStreamThroughputMebibytesPerSecAsDouble";
    private static final String ENTIRE = "EntireSSTableStreamThroughputMebibytesPerSecAsDouble";
    private static final String ENTIRE_INTER_DC = "EntireSSTableInterDCStreamThroughputMebibytesPerSecAsDouble";
    private static final String COMPACTION = "CompactionThroughputMbPerSec";

    private final MBeans beans;
    private final StorageService storage;
    private final Duration bound;

    JmxThrottles(MBeans beans, StorageService storage, Duration bound) {
        this.beans = beans;
        this.storage = storage;
        this.bound = bound;
    }

    @Override
    public Throttles throttles() {
        Map<String, Object> read =
                beans.attributes(StorageService.NAME, bound, STREAM, INTER_DC, ENTIRE, ENTIRE_INTER_DC, COMPACTION);
        return new Throttles(
                limit(read, STREAM),
                limit(read, INTER_DC),
                limit(read, ENTIRE),
                limit(read, ENTIRE_INTER_DC),
                limit(read, COMPACTION));
    }

    @Override
    public void throttle(Throttles wanted) {
        storage.setStreamThroughputMebibytesPerSec(wanted.stream());
        storage.setInterDCStreamThroughputMebibytesPerSec(wanted.interDatacenterStream());
        storage.setEntireSSTableStreamThroughputMebibytesPerSec(wanted.entireSstableStream());
        storage.setEntireSSTableInterDCStreamThroughputMebibytesPerSec(wanted.entireSstableInterDatacenterStream());
        storage.setCompactionThroughputMbPerSec(wanted.compaction());
    }

    private static int limit(Map<String, Object> read, String name) {
        double mebibytesPerSecond = ((Number) read.get(name)).doubleValue();
        // unlimited is 0 to some getters and the largest number to others
        return mebibytesPerSecond >= Integer.MAX_VALUE / 2.0 ? 0 : (int) Math.round(mebibytesPerSecond);
    }
}
