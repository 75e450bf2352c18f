package dev.aeneas.backup.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as Cassandra 5.0 maps them; {@link DigestsOnRealNodesTest} looks at those of a node. */
class SegmentEndsTest {
    private static final long ID = 1_700_000_000_001L;
    private static final int SIZE = 3 << 20;

    @TempDir
    private Path folder;

    private final ByteBuffer segment = ByteBuffer.allocate(SIZE);

    private int header(String parameters) {
        segment.putInt(8).putLong(ID).putShort((short) parameters.length());
        segment.put(parameters.getBytes(StandardCharsets.US_ASCII)).putInt(0x12345678);
        return segment.position();
    }

    /** Ends a section, as the node's marking thread does. */
    private void mark(int begin, int end) {
        var checksum = new CRC32();
        checksum.update(ByteBuffer.allocate(12)
                .putInt((int) ID)
                .putInt((int) (ID >>> 32))
                .putInt(begin)
                .flip());
        segment.putInt(begin, end).putInt(begin + 4, (int) checksum.getValue());
    }

    private void write(int at, int length) {
        for (int i = at; i < at + length; i++) {
            segment.put(i, (byte) 7);
        }
    }

    private SegmentEnds ends() throws IOException {
        var file = Files.write(folder.resolve("CommitLog-8-" + ID + ".log"), segment.array());
        try (var channel = FileChannel.open(file)) {
            return SegmentEnds.of(channel, ID);
        }
    }

    @Test
    void tellsWhatIsMarkedFromWhatIsWritten() throws IOException {
        int begin = header("{}");
        write(begin + 8, 100);
        assertThat(ends()).isEqualTo(new SegmentEnds(0, begin + 108));
        mark(begin, begin + 108);
        assertThat(ends()).isEqualTo(new SegmentEnds(begin + 108, begin + 108));
        write(begin + 116, 50);
        assertThat(ends()).isEqualTo(new SegmentEnds(begin + 108, begin + 166));
    }

    @Test
    void seesAWriteBehindOneThatIsNotThereYet() throws IOException {
        int begin = header("{}");
        write(begin + 8, 100);
        mark(begin, begin + 108);
        write((2 << 20) + 5, 50);
        assertThat(ends()).isEqualTo(new SegmentEnds(begin + 108, (2 << 20) + 55));
    }

    @Test
    void findsNothingInASegmentThatIsOnlyPrepared() throws IOException {
        assertThat(ends()).isEqualTo(new SegmentEnds(0, 0));
        header("{}");
        assertThat(ends()).isEqualTo(new SegmentEnds(0, 0));
    }

    @Test
    void doesNotGuessWhatANodeKeepsInItsMemory() {
        header("{\"compressionClass\":\"LZ4Compressor\"}");
        assertThatThrownBy(this::ends).isInstanceOf(SegmentEnds.Buffered.class).hasMessageContaining("LZ4Compressor");
    }
}
