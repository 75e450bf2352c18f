package dev.aeneas.backup.adapter.sidecar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A file's bytes from a sidecar. Where a connection breaks it goes on with another one, as long as it gets any further. */
final class SidecarInput extends InputStream {
    private static final int TRIES_MAX = 3;

    private final SidecarCalls sidecar;
    private final String path;
    private final long sizeBytes;
    private long at;
    private int tries;
    private InputStream body;

    SidecarInput(SidecarCalls sidecar, String path, long sizeBytes) {
        this.sidecar = sidecar;
        this.path = path;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (at >= sizeBytes) {
            return -1;
        }
        while (true) {
            try {
                int read = readOn(buffer, offset, length);
                at += read;
                tries = 0;
                return read;
            } catch (IOException e) {
                leave();
                if (++tries >= TRIES_MAX || Thread.currentThread().isInterrupted()) {
                    throw sidecar.unavailable(e);
                }
            }
        }
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        if (body == null) {
            body = sidecar.open(path, at);
        }
        int read = body.read(buffer, offset, length);
        if (read < 0) {
            throw new EOFException(path + " ended after " + at + " of " + sizeBytes + " bytes");
        }
        return read;
    }

    private void leave() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                // what is left of it is not wanted
            }
            body = null;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
