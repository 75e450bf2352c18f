package dev.aeneas.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The application's own log: every row that was acknowledged, and how many were not. */
final class RowLog {
    private final ConcurrentLinkedQueue<Acknowledgement> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** An id that no row has yet; one that fails is never used again, since it may have been written all the same. */
    long nextRow() {
        return next.getAndIncrement();
    }

    void acknowledge(long row, String datacenter) {
        acknowledged.add(new Acknowledgement(row, Instant.now(), datacenter));
    }

    void fail() {
        failed.incrementAndGet();
    }

    long failures() {
        return failed.get();
    }

    int size() {
        return acknowledged.size();
    }

    List<Acknowledgement> snapshot() {
        return List.copyOf(acknowledged);
    }
}
