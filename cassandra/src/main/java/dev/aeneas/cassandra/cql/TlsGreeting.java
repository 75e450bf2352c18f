package dev.aeneas.cassandra.cql;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * The first words of TLS, the same each time: a node that takes only TLS answers them, and lives. Nothing is agreed on, told or believed,
 * so that they cost nothing to who asks and need no authority.
 */
public final class TlsGreeting {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final byte[] BYTES = make();

    private TlsGreeting() {}

    /** Not to be changed. */
    public static byte[] bytes() {
        return BYTES;
    }

    /** Whether somebody who speaks TLS begins so; a frame of CQL never does. */
    public static boolean isAnswer(int firstByte) {
        return firstByte == HANDSHAKE || firstByte == ALERT;
    }

    private static byte[] make() {
        try {
            var engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            var greeting = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            var unused = engine.wrap(ByteBuffer.allocate(0), greeting);
            return Arrays.copyOf(greeting.array(), greeting.position());
        } catch (NoSuchAlgorithmException | SSLException e) {
            throw new IllegalStateException(e); // every Java has TLS
        }
    }
}
