package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is written under a name of its own, and gets its real one when it is whole and on the disk. */
final class IncomingFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path temporary;

    private IncomingFile(Path temporary) {
        this.temporary = temporary;
    }

    static IncomingFile in(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            return new IncomingFile(Files.createTempFile(folder, "", ".part"));
        } catch (IOException e) {
            throw FullDisk.or(e, folder);
        }
    }

    /** What was written. */
    record Written(long bytes, Digest digest) {}

    Written write(byte[] content) throws IOException {
        return write(new ByteArrayInputStream(content));
    }

    Written write(InputStream content) throws IOException {
        var digest = Digest.begin();
        var buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                writeAll(out, ByteBuffer.wrap(buffer, 0, read));
                bytes += read;
            }
        }
        return new Written(bytes, Digest.end(digest));
    }

    private void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw FullDisk.or(e, temporary.getParent());
        }
    }

    void moveTo(Path target) throws IOException {
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            // the real name must not survive a power cut that the content does not
            out.force(true);
        } catch (IOException e) {
            throw FullDisk.or(e, temporary.getParent()); // some file systems find room only now
        }
        Files.createDirectories(target.getParent());
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes away what did not get its real name. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
