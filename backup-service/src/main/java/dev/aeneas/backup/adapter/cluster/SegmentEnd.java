package dev.aeneas.backup.adapter.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/**
 * Finds how far a commit-log segment can be read, also one in use.
 *
 * <p>A header (version, id in two halves, the length of its parameters, these, and a checksum) is followed by sections. Each begins with
 * a marker: where it ends, and a checksum of the segment's id and the marker's position. The node writes a marker when its
 * section is complete, so a marker that is not right is where reading ends.
 */
final class SegmentEnd {
    private static final int BEFORE_PARAMETERS = 4 + 8 + 2;
    private static final int CHECKSUM = 4;
    private static final int MARKER = 8;

    private final FileChannel segment;
    private final long id;

    private SegmentEnd(FileChannel segment, long id) {
        this.segment = segment;
        this.id = id;
    }

    /** Bytes from the beginning; 0 for a segment that was only prepared. */
    static long of(FileChannel segment, long id) throws IOException {
        return new SegmentEnd(segment, id).find();
    }

    private long find() throws IOException {
        var header = read(0, BEFORE_PARAMETERS);
        if (header == null || header.getInt(0) == 0) {
            return 0;
        }
        long at = (long) BEFORE_PARAMETERS + header.getShort(BEFORE_PARAMETERS - 2) + CHECKSUM;
        long begin = at;
        for (long next = sectionEnd(at); next > at; next = sectionEnd(at)) {
            at = next;
        }
        return at == begin ? 0 : at;
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

    private ByteBuffer read(long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (segment.read(bytes, at + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }
}
