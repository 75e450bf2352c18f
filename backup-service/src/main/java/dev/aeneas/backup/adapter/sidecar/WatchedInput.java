package dev.aeneas.backup.adapter.sidecar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what somebody else reads, and keeps what it fails with: the JDK's client takes a failure for the end. */
final class WatchedInput extends FilterInputStream {
    private volatile long bytes;
    private volatile Exception failure;

    WatchedInput(InputStream content) {
        super(content);
    }

    long bytes() {
        return bytes;
    }

    void requireNoFailure() throws IOException {
        if (failure instanceof IOException failed) {
            throw failed;
        }
        if (failure instanceof RuntimeException failed) {
            throw failed;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads at a time
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
