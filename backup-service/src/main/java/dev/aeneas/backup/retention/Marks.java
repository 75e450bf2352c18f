package dev.aeneas.backup.retention;

import dev.aeneas.backup.run.Digest;
import java.util.Arrays;

/**
 * Contents that are needed, in a memory that does not grow with their number.
 *
 * <p>Of each digest its first 64 bits are kept: two contents that share them would only both be kept. When there are more
 * than fit, the upper half of the range is left for a later pass.
 */
final class Marks {
    private final long from;
    private final int max;
    private long end;
    private boolean everything = true;
    private long[] marks;
    private int size;

    /**
     * Begins a pass.
     *
     * @param from the lowest digest of this pass, as {@link #key} orders them
     * @param max digests that fit, 8 bytes each; at least 2
     */
    Marks(long from, int max) {
        this.from = from;
        this.max = max;
        this.marks = new long[Math.min(max, 1024)];
    }

    /** The first pass begins here. */
    static final long LOWEST = Long.MIN_VALUE;

    /** A number in the order of the digests' text. */
    static long key(String hex) {
        return Long.parseUnsignedLong(hex, 0, 16, 16) ^ Long.MIN_VALUE;
    }

    void add(String hex) {
        long key = key(hex);
        if (key < from || (!everything && key >= end)) {
            return;
        }
        if (size == marks.length) {
            makeRoom();
            if (!everything && key >= end) {
                return;
            }
        }
        marks[size++] = key;
    }

    /** Whether this pass can tell about the content. */
    boolean covers(Digest digest) {
        long key = key(digest.hex());
        return key >= from && (everything || key < end);
    }

    /** To be called when all are added. */
    Marks sorted() {
        compact();
        return this;
    }

    boolean contains(Digest digest) {
        return Arrays.binarySearch(marks, 0, size, key(digest.hex())) >= 0;
    }

    /** Whether no pass has to follow. */
    boolean isLast() {
        return everything;
    }

    /** Where the next pass begins. */
    long end() {
        return end;
    }

    private void makeRoom() {
        compact();
        if (size <= marks.length / 2) {
            return; // many were the same
        }
        if (marks.length < max) {
            marks = Arrays.copyOf(marks, (int) Math.min(max, marks.length * 2L));
            return;
        }
        everything = false;
        end = marks[size / 2];
        size = size / 2;
    }

    private void compact() {
        Arrays.sort(marks, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || marks[i] != marks[kept - 1]) {
                marks[kept++] = marks[i];
            }
        }
        size = kept;
    }
}
