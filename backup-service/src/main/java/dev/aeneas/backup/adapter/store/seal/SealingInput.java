package dev.aeneas.backup.adapter.store.seal;

import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.run.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Seals a content while it is read: stores pull, compression and encryption push.
 *
 * <p>Its end comes only when the plain content was the one that was announced; else reading fails, and nothing is stored.
 */
final class SealingInput extends InputStream {
    private static final int BUFFER_BYTES = 1 << 17;

    private final InputStream plain;
    private final Announced announced;
    private final Sealed sealed = new Sealed();
    private final OutputStream into;
    private final MessageDigest digest = Digest.begin();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytes;
    private boolean ended;

    SealingInput(InputStream plain, Announced announced, Seal seal, String purpose) throws IOException {
        this.plain = plain;
        this.announced = announced;
        this.into = seal.into(sealed, purpose);
    }

    /** Written at one end, read at the other. */
    private static final class Sealed extends ByteArrayOutputStream {
        private int from;

        int unread() {
            return count - from;
        }

        int take(byte[] to, int offset, int length) {
            int taken = Math.min(length, unread());
            System.arraycopy(buf, from, to, offset, taken);
            from += taken;
            if (unread() == 0) {
                reset();
                from = 0;
            }
            return taken;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (sealed.unread() == 0 && !ended) {
            pump();
        }
        return sealed.unread() == 0 && length > 0 ? -1 : sealed.take(to, offset, length);
    }

    private void pump() throws IOException {
        int read = plain.read(buffer);
        if (read >= 0) {
            digest.update(buffer, 0, read);
            into.write(buffer, 0, read);
            bytes += read;
        } else {
            announced.require(Digest.end(digest), bytes);
            into.close();
            sealed.write(Seal.end(bytes));
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
        if (!ended) {
            into.close(); // what is compressed holds memory that no collector knows
        }
    }
}
