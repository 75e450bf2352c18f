package dev.aeneas.local.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a broker which versions of requests it speaks: the first question of every client, answered once it is ready. */
final class KafkaProbe {
    private static final int CORRELATION = 7;
    private static final int BYTES = 10;

    private KafkaProbe() {}

    /** Takes at most twice the bound: one for the connection, one for the answer. */
    static boolean answers(String host, int port, Duration bound) {
        int millis = Math.toIntExact(bound.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            // ApiVersions (18) version 0: size, key, version, correlation id, no client id.
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(BYTES);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            return in.readInt() > 0 && in.readInt() == CORRELATION && in.readShort() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
