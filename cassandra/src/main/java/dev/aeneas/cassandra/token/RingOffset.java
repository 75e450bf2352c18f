package dev.aeneas.cassandra.token;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/** Shifts a new ring against those of other datacenters (by name) and of its own other racks (by index). */
record RingOffset(String datacenter, int index, int count) {

    /** Where the first of {@code positions} evenly spaced tokens goes. */
    long first(int positions) {
        double step = 0x1p64 / positions;
        double byName = new Random(seed()).nextDouble();
        double part = (byName + (double) index / count) % 1.0;
        return Long.MIN_VALUE + (long) (part * Math.min(step, 0x1p62));
    }

    /** The same for the same datacenter on every run. */
    long seed() {
        CRC32 crc = new CRC32();
        crc.update(datacenter.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
