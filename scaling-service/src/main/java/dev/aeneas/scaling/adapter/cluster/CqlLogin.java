package dev.aeneas.scaling.adapter.cluster;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.NodeAuthority;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Logs in to one node over the native protocol, version 4.
 *
 * <p>Not the driver: a driver's session goes to any node of the datacenter, and so proves nothing about this one.
 */
final class CqlLogin {
    private static final int VERSION = 4;
    private static final int STARTUP = 0x01;
    private static final int READY = 0x02;
    private static final int AUTHENTICATE = 0x03;
    private static final int AUTH_RESPONSE = 0x0F;
    private static final int AUTH_SUCCESS = 0x10;
    private static final int BODY_MAX = 1 << 20;

    private final Duration bound;

    /**
     * Makes a login.
     *
     * @param bound for the connection, and for each answer
     */
    CqlLogin(Duration bound) {
        this.bound = bound;
    }

    /** Returns when the node has let us in; throws when it has not. */
    void logIn(NodeAddress node, ClusterCredentials logins) throws IOException {
        int millis = Math.toIntExact(Math.max(1, bound.toMillis()));
        try (var plain = new Socket()) {
            plain.connect(node.cql(), millis);
            plain.setSoTimeout(millis);
            var socket = logins.authority().isEmpty()
                    ? plain
                    : overTls(plain, logins.authority().get());
            var role = logins.cql();
            var out = new DataOutputStream(socket.getOutputStream());
            var in = new DataInputStream(socket.getInputStream());
            send(out, STARTUP, startup());
            int answer = opcode(in);
            if (answer == AUTHENTICATE) {
                send(out, AUTH_RESPONSE, password(role));
                answer = opcode(in);
            }
            if (answer != READY && answer != AUTH_SUCCESS) {
                throw new IOException("refused the login of " + role.username());
            }
        }
    }

    private static Socket overTls(Socket plain, NodeAuthority authority) throws IOException {
        var host = plain.getInetAddress().getHostAddress();
        return authority.context().getSocketFactory().createSocket(plain, host, plain.getPort(), false);
    }

    private static byte[] startup() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var body = new DataOutputStream(bytes);
        body.writeShort(1);
        body.writeUTF("CQL_VERSION");
        body.writeUTF("3.0.0");
        return bytes.toByteArray();
    }

    /** SASL PLAIN without an authorization id. */
    private static byte[] password(Credentials role) throws IOException {
        var token = ("\0" + role.username() + "\0" + role.password()).getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        var body = new DataOutputStream(bytes);
        body.writeInt(token.length);
        body.write(token);
        return bytes.toByteArray();
    }

    private static void send(DataOutputStream out, int opcode, byte[] body) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {VERSION, 0, 0, 0, (byte) opcode});
        new DataOutputStream(frame).writeInt(body.length);
        frame.writeBytes(body);
        out.write(frame.toByteArray());
        out.flush();
    }

    /** Reads a whole frame and returns what it is. */
    private static int opcode(DataInputStream in) throws IOException {
        in.skipNBytes(4);
        int opcode = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > BODY_MAX) {
            throw new IOException("does not speak CQL");
        }
        in.skipNBytes(length);
        return opcode;
    }
}
