package dev.aeneas.local.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a node for its CQL options: the one question that needs no login. */
final class CqlProbe {

    private static final byte[] OPTIONS_REQUEST_V4 = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};
    private static final byte RESPONSE_V4 = (byte) 0x84;
    private static final byte SUPPORTED = 0x06;
    private static final int HEADER_BYTES = 9;
    private static final int OPCODE = 4;

    private CqlProbe() {}

    /** Takes at most twice the bound: one for the connection, one for the answer. */
    static boolean answers(NodeAddress address, Duration bound) {
        int millis = Math.toIntExact(bound.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.cqlPort()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(OPTIONS_REQUEST_V4);
            byte[] header = new byte[HEADER_BYTES];
            new DataInputStream(socket.getInputStream()).readFully(header);
            return header[0] == RESPONSE_V4 && header[OPCODE] == SUPPORTED;
        } catch (IOException notYet) {
            return false;
        }
    }
}
