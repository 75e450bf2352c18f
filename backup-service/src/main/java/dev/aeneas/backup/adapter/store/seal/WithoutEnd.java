package dev.aeneas.backup.adapter.store.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps back the last bytes of a stream, whose length nobody knows before its end. */
final class WithoutEnd extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int endBytes;
    private final byte[] buffer;
    private int from;
    private int to;
    private boolean ended;

    WithoutEnd(InputStream in, int endBytes) {
        super(in);
        this.endBytes = endBytes;
        this.buffer = new byte[BUFFER_BYTES + endBytes];
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (available() == 0 && !ended) {
            fill();
        }
        int read = Math.min(available(), length);
        System.arraycopy(buffer, from, into, offset, read);
        from += read;
        return read == 0 ? -1 : read;
    }

    /** What is certainly not the end. */
    @Override
    public int available() {
        return Math.max(0, to - from - endBytes);
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        ended = read < 0;
        to += Math.max(0, read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.max(0, Math.min(bytes, BUFFER_BYTES))]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
