package dev.aeneas.backup.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * A segment of a commit log, as far as its node has marked it readable; what is readable never changes any more.
 *
 * @param name as the node gave it, which holds when it began
 * @param writtenBytes at least what had been acknowledged before anybody looked; beyond {@code readableBytes} it is not marked yet
 * @param closed nothing more will come, nor be marked
 */
public record LogSegment(String name, long readableBytes, long writtenBytes, boolean closed, Bytes bytes) {

    /** Where the bytes are. */
    public interface Bytes {
        InputStream open(long offset, long length) throws IOException;

        /** They are in the store: a closed segment need not be kept for us. */
        void discard() throws IOException;
    }
}
