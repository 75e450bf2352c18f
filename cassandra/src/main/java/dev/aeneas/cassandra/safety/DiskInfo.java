package dev.aeneas.cassandra.safety;

/** A node's data disk in bytes: what the tables use of it, and what is free. */
public record DiskInfo(long usedBytes, long freeBytes) {
    public DiskInfo {
        if (usedBytes < 0 || freeBytes < 0) {
            throw new IllegalArgumentException("disk sizes must not be negative: " + usedBytes + ", " + freeBytes);
        }
    }

    long capacityBytes() {
        return usedBytes + freeBytes;
    }
}
