package dev.aeneas.backup.adapter.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How far a commit-log segment can be read, and how far it was written, also one in use.
 *
 * <p>A header (version, id in two halves, the length of its parameters, these, and a checksum) is followed by sections. Each begins with
 * a marker: where it ends, and a checksum of the segment's id and the marker's position. The node writes a marker when its
 * section is complete, so a marker that is not right is where reading ends.
 *
 * <p>What comes after it is written and not marked. The node maps an empty file, and several threads write at once: only a
 * segment that has nothing but zeros up to its end has no more writes.
 *
 * @param readable bytes from the beginning; 0 for a segment that was only prepared
 * @param written as many, or more
 */
record SegmentEnds(long readable, long written) {
    private static final int BEFORE_PARAMETERS = 4 + 8 + 2;
    private static final int CHECKSUM = 4;
    private static final int MARKER = 8;
    private static final String NO_PARAMETERS = "{}";
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(1 << 16);

    /**
     * Looks at a segment.
     *
     * @throws Buffered when the node compresses or encrypts its segments: what it acknowledged stays in its memory until it syncs
     */
    static SegmentEnds of(FileChannel segment, long id) throws IOException {
        return new Reader(segment, id).find();
    }

    /** What was written cannot be seen from outside. */
    static final class Buffered extends IOException {
        private static final long serialVersionUID = 1L;

        Buffered(String parameters) {
            super("segments with " + parameters + " do not show what was written and is not marked yet");
        }
    }

    private record Reader(FileChannel segment, long id) {
        SegmentEnds find() throws IOException {
            var header = read(0, BEFORE_PARAMETERS);
            if (header == null || header.getInt(0) == 0) {
                return new SegmentEnds(0, 0);
            }
            short parameters = header.getShort(BEFORE_PARAMETERS - 2);
            requireMapped(read(BEFORE_PARAMETERS, parameters));
            long begin = (long) BEFORE_PARAMETERS + parameters + CHECKSUM;
            long end = lastSectionEnd(begin);
            long written = lastWritten(end);
            return new SegmentEnds(end == begin ? 0 : end, written == begin ? 0 : written);
        }

        private static void requireMapped(ByteBuffer parameters) throws Buffered {
            var text = parameters == null
                    ? NO_PARAMETERS
                    : StandardCharsets.UTF_8.decode(parameters).toString();
            if (!text.equals(NO_PARAMETERS)) {
                throw new Buffered(text);
            }
        }

        private long lastSectionEnd(long begin) throws IOException {
            long at = begin;
            for (long next = sectionEnd(at); next > at; next = sectionEnd(at)) {
                at = next;
            }
            return at;
        }

        private long sectionEnd(long at) throws IOException {
            var marker = read(at, MARKER);
            return marker != null && marker.getInt(4) == checksum((int) at) && marker.getInt(0) <= segment.size()
                    ? marker.getInt(0)
                    : 0;
        }

        private int checksum(int position) {
            var checksum = new CRC32();
            checksum.update(ByteBuffer.allocate(12)
                    .putInt((int) id)
                    .putInt((int) (id >>> 32))
                    .putInt(position)
                    .flip());
            return (int) checksum.getValue();
        }

        /** From the end back to what is not zero: of a segment in use most is. */
        private long lastWritten(long marked) throws IOException {
            var bytes = ByteBuffer.allocate(ZEROS.capacity());
            for (long end = segment.size(); end > marked; end -= bytes.capacity()) {
                long from = Math.max(marked, end - bytes.capacity());
                bytes.clear().limit((int) (end - from));
                fill(bytes, from);
                int length = lengthWithoutZeros(bytes.flip());
                if (length > 0) {
                    return from + length;
                }
            }
            return marked;
        }

        private static int lengthWithoutZeros(ByteBuffer bytes) {
            if (bytes.mismatch(ZEROS.slice(0, bytes.limit())) < 0) {
                return 0;
            }
            int length = bytes.limit();
            while (bytes.get(length - 1) == 0) {
                length--;
            }
            return length;
        }

        private ByteBuffer read(long at, int length) throws IOException {
            var bytes = ByteBuffer.allocate(length);
            return fill(bytes, at) ? bytes.flip() : null;
        }

        private boolean fill(ByteBuffer bytes, long at) throws IOException {
            while (bytes.hasRemaining()) {
                if (segment.read(bytes, at + bytes.position()) < 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
