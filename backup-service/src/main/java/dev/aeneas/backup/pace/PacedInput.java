package dev.aeneas.backup.pace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Bytes that come no faster than a gate lets them through. */
final class PacedInput extends FilterInputStream {
    private final ByteGate gate;

    PacedInput(InputStream in, ByteGate gate) {
        super(in);
        this.gate = gate;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            pass(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, gate.piece(length));
        if (read > 0) {
            pass(read);
        }
        return read;
    }

    private void pass(int bytes) throws InterruptedIOException {
        try {
            gate.pass(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the copy was stopped");
        }
    }
}
