package dev.aeneas.backup.adapter.store.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Tells a content that cannot be opened, which is corrupt, from a store that does not answer, which may pass. */
final class OpenedInput extends FilterInputStream {
    private final Source source;
    private final Function<String, IOException> corrupt;

    private OpenedInput(InputStream opened, Source source, Function<String, IOException> corrupt) {
        super(opened);
        this.source = source;
        this.corrupt = corrupt;
    }

    /** How bytes from a store become a content. */
    @FunctionalInterface
    interface Opening {
        InputStream open(InputStream sealed) throws IOException;
    }

    static InputStream of(InputStream sealed, Opening opening, Function<String, IOException> corrupt)
            throws IOException {
        var source = new Source(sealed);
        try {
            return new OpenedInput(opening.open(source), source, corrupt);
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw source.failure == null ? corrupt.apply("it cannot be opened: " + e.getMessage()) : source.failure;
        }
    }

    /** Remembers its own failure, which whoever decrypts may hide in one of theirs. */
    private static final class Source extends FilterInputStream {
        private IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
