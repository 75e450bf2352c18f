package dev.aeneas.failover.adapter.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The few frames that an observer sends, in version 4 of the native protocol, and what it reads of their answers. */
public final class Frames {
    public static final int ERROR = 0x00;
    public static final int READY = 0x02;
    public static final int AUTHENTICATE = 0x03;
    public static final int RESULT = 0x08;
    public static final int AUTH_SUCCESS = 0x10;

    private static final int VERSION = 4;
    private static final int STARTUP = 0x01;
    private static final int OPTIONS_REQUEST = 0x05;
    private static final int QUERY = 0x07;
    private static final int AUTH_RESPONSE = 0x0F;
    private static final int LOCAL_QUORUM = 0x0006;
    private static final int SKIP_METADATA = 0x02;
    private static final int ROWS = 2;
    private static final int NO_METADATA = 0x04;
    private static final int HAS_MORE_PAGES = 0x02;

    /** Every node answers it before authentication. */
    private static final byte[] OPTIONS = frame(OPTIONS_REQUEST, body -> {});

    private Frames() {}

    @FunctionalInterface
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    /** Not to be changed. */
    public static byte[] options() {
        return OPTIONS;
    }

    public static byte[] startup() {
        return frame(STARTUP, body -> {
            body.writeShort(1);
            text(body, "CQL_VERSION");
            text(body, "3.0.0");
        });
    }

    /** As PasswordAuthenticator takes it. */
    public static byte[] login(String username, String password) {
        var token = ("\0" + username + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return frame(AUTH_RESPONSE, body -> {
            body.writeInt(token.length);
            body.write(token);
        });
    }

    public static byte[] queryAtLocalQuorum(String query) {
        return queryAtLocalQuorum(query, 0);
    }

    /** As {@link #queryAtLocalQuorum}; rows come without a word on their columns. */
    public static byte[] queryForRows(String query) {
        return queryAtLocalQuorum(query, SKIP_METADATA);
    }

    private static byte[] queryAtLocalQuorum(String query, int flags) {
        var text = query.getBytes(StandardCharsets.UTF_8);
        return frame(QUERY, body -> {
            body.writeInt(text.length);
            body.write(text);
            body.writeShort(LOCAL_QUORUM);
            body.writeByte(flags);
        });
    }

    /** Of an ERROR. */
    public static int errorCode(byte[] body) {
        return ByteBuffer.wrap(body).getInt();
    }

    /** Of an ERROR. */
    public static String errorMessage(byte[] body) {
        var bytes = ByteBuffer.wrap(body).position(Integer.BYTES);
        var text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Of a RESULT of one row with one bigint: a result ends with its last cell. -1 where there is no row. */
    public static long onlyBigint(byte[] body) {
        int cell = body.length - Long.BYTES - Integer.BYTES;
        var bytes = ByteBuffer.wrap(body);
        return cell < 0 || bytes.getInt(cell) != Long.BYTES ? -1 : bytes.getLong(cell + Integer.BYTES);
    }

    /** Of a RESULT for {@link #queryForRows} of a text and a bigint each; empty where it is anything else. */
    public static Map<String, Long> textsAndBigints(byte[] body) {
        var found = new HashMap<String, Long>();
        try {
            var bytes = ByteBuffer.wrap(body);
            if (bytes.getInt() == ROWS && isBare(bytes.getInt()) && bytes.getInt() == 2) {
                for (int left = bytes.getInt(); left > 0; left--) {
                    var text = cell(bytes);
                    found.put(
                            new String(text, StandardCharsets.UTF_8),
                            ByteBuffer.wrap(cell(bytes)).getLong());
                }
            }
            return found;
        } catch (BufferUnderflowException e) {
            return Map.of();
        }
    }

    /** Rows follow at once; Cassandra sets other flags as well, such as that all columns are of one table. */
    private static boolean isBare(int flags) {
        return (flags & (NO_METADATA | HAS_MORE_PAGES)) == NO_METADATA;
    }

    private static byte[] cell(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        var cell = new byte[length];
        bytes.get(cell);
        return cell;
    }

    private static byte[] frame(int opcode, Body body) {
        try {
            var bytes = new ByteArrayOutputStream();
            body.write(new DataOutputStream(bytes));
            var frame = new ByteArrayOutputStream();
            var out = new DataOutputStream(frame);
            out.writeByte(VERSION);
            out.writeByte(0);
            out.writeShort(0);
            out.writeByte(opcode);
            out.writeInt(bytes.size());
            bytes.writeTo(out);
            return frame.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes everything
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
