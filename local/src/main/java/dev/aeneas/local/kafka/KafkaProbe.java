package dev.aeneas.local.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a broker for the brokers of its cluster: it answers before it counts itself among them, and until then no topic can be
 * made.
 */
final class KafkaProbe {
    private static final short METADATA = 3;
    private static final short VERSION = 4;
    private static final short NO_CLIENT_ID = -1;
    private static final int NO_TOPICS = 0;
    private static final int CORRELATION = 7;
    private static final int REQUEST_BYTES = 15;

    private KafkaProbe() {}

    /** Takes at most a few times the bound: for the connection, and for each part of the answer. */
    static boolean countsItself(String host, int port, Duration bound) {
        int millis = Math.toIntExact(bound.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            ask(new DataOutputStream(socket.getOutputStream()));
            return brokers(new DataInputStream(socket.getInputStream())) > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void ask(DataOutputStream out) throws IOException {
        out.writeInt(REQUEST_BYTES);
        out.writeShort(METADATA);
        out.writeShort(VERSION);
        out.writeInt(CORRELATION);
        out.writeShort(NO_CLIENT_ID);
        out.writeInt(NO_TOPICS);
        out.writeBoolean(false); // make no topic
        out.flush();
    }

    // size, correlation id, throttle in milliseconds, number of brokers, ...
    private static int brokers(DataInputStream in) throws IOException {
        boolean ours = in.readInt() > 0 && in.readInt() == CORRELATION && in.readInt() >= 0;
        return ours ? in.readInt() : 0;
    }
}
