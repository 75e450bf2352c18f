package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.StoreFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Fails at the end of a content that is not the one that was asked for. */
public final class VerifiedInput extends FilterInputStream {
    private static final int SKIP_BYTES = 1 << 13;

    private final Digest expected;
    private final MessageDigest digest = Digest.begin();
    private boolean ended;

    public VerifiedInput(InputStream in, Digest expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = ended ? -1 : super.read(buffer, offset, length);
        if (read >= 0) {
            digest.update(buffer, offset, read);
        } else if (!ended) {
            ended = true;
            requireExpected(Digest.end(digest));
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        // by reading: what is skipped must be digested too
        int read = read(new byte[(int) Math.max(0, Math.min(bytes, SKIP_BYTES))]);
        return Math.max(read, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void requireExpected(Digest found) throws IOException {
        if (!found.equals(expected)) {
            throw StoreFailure.corrupt(expected, "its digest is " + found);
        }
    }
}
