package dev.aeneas.failover.adapter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Speaks as much CQL as observers do, on port 9042 of a loopback address, until it is killed (refuses) or frozen (accepts, is
 * silent) or made gray (answers, and refuses to write).
 */
public final class FakeCqlNode implements AutoCloseable {
    private static final int CQL_PORT = 9042;
    private static final int BODY_BYTES_MAX = 4_096;
    private static final int ONE_TABLE_AND_NO_METADATA = 5;
    private static final int STARTUP = 1;
    private static final int UNAVAILABLE = 0x1000;
    private static final Pattern VALUE = Pattern.compile("VALUES \\('(.*)', (\\d+)\\)");
    private static final Pattern ONE = Pattern.compile("observer = '(.*)'");

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private boolean frozen;
    private volatile boolean gray;
    private final AtomicInteger greetings = new AtomicInteger();
    private final Map<String, Long> rows;

    public FakeCqlNode(String address) {
        this(address, new ConcurrentHashMap<>());
    }

    /** Of a cluster whose nodes keep the same rows. */
    public FakeCqlNode(String address, Map<String, Long> rows) {
        this(address, rows, Optional.empty());
    }

    /** Takes only TLS, where there is any. */
    public FakeCqlNode(String address, Map<String, Long> rows, Optional<SSLContext> tls) {
        this.rows = rows;
        this.tls = tls;
        try {
            server = new ServerSocket(CQL_PORT, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept, "fake-cql-" + address);
    }

    private static void daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                clients.add(client);
                if (server.isClosed()) {
                    closeQuietly(client); // it came while this node was being killed
                    return;
                }
                daemon(() -> serve(client), "fake-cql-client");
            } catch (IOException e) {
                // the client, or this node, is gone
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            var client = tls.isEmpty() ? accepted : withTls(accepted, tls.get());
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            while (true) {
                in.readInt(); // version, flags, stream
                int opcode = in.readByte();
                var body = in.readNBytes(Math.min(BODY_BYTES_MAX, in.readInt()));
                if (opcode == STARTUP) {
                    greetings.incrementAndGet();
                }
                awaitThaw(); // the kernel goes on taking what is sent; nobody reads it
                out.write(answer(opcode, new String(body, StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            // the client, or this node, is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(accepted);
        }
    }

    private Socket withTls(Socket accepted, SSLContext context) throws IOException, InterruptedException {
        awaitThaw();
        return context.getSocketFactory().createSocket(accepted, null, false);
    }

    private byte[] answer(int opcode, String body) {
        return switch (opcode) {
            case 5 -> frame(6, new byte[0]);
            case STARTUP -> frame(2, new byte[0]);
            default -> gray ? unavailable() : query(body);
        };
    }

    private byte[] query(String query) {
        var value = VALUE.matcher(query);
        if (value.find()) {
            rows.put(value.group(1), Long.parseLong(value.group(2)));
            return frame(8, ByteBuffer.allocate(4).putInt(1).array());
        }
        var one = ONE.matcher(query);
        return one.find() ? bigint(rows.getOrDefault(one.group(1), -1L)) : rows(query);
    }

    private static byte[] bigint(long value) {
        return frame(
                8,
                ByteBuffer.allocate(28)
                        .putInt(2)
                        .putInt(4)
                        .putInt(1)
                        .putInt(1)
                        .putInt(Long.BYTES)
                        .putLong(value)
                        .array());
    }

    /** Those that the query names, without a word on the columns. */
    private byte[] rows(String query) {
        var named = rows.entrySet().stream()
                .filter(row -> query.contains("'" + row.getKey() + "'"))
                .toList();
        var body = ByteBuffer.allocate(BODY_BYTES_MAX)
                .putInt(2)
                .putInt(ONE_TABLE_AND_NO_METADATA)
                .putInt(2)
                .putInt(named.size());
        named.forEach(row -> {
            var text = row.getKey().replace("''", "'").getBytes(StandardCharsets.UTF_8);
            body.putInt(text.length).put(text).putInt(Long.BYTES).putLong(row.getValue());
        });
        return frame(8, Arrays.copyOf(body.array(), body.position()));
    }

    /** As if it had come from elsewhere. */
    public void put(String row, long round) {
        rows.put(row.replace("'", "''"), round);
    }

    private static byte[] unavailable() {
        var text = "Cannot achieve consistency level LOCAL_QUORUM".getBytes(StandardCharsets.UTF_8);
        return frame(
                0,
                ByteBuffer.allocate(6 + text.length)
                        .putInt(UNAVAILABLE)
                        .putShort((short) text.length)
                        .put(text)
                        .array());
    }

    private static byte[] frame(int opcode, byte[] body) {
        return ByteBuffer.allocate(9 + body.length)
                .put((byte) 0x84)
                .put((byte) 0)
                .putShort((short) 0)
                .put((byte) opcode)
                .putInt(body.length)
                .put(body)
                .array();
    }

    public synchronized void freeze() {
        frozen = true;
    }

    /** Sessions that were begun so far. */
    public int greetings() {
        return greetings.get();
    }

    /** Reads on where it stood. */
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    /** Refuses writes and reads, or no longer. */
    public void gray(boolean isGray) {
        gray = isGray;
    }

    /** Hangs up on everybody, and listens on. */
    public void dropClients() {
        clients.forEach(FakeCqlNode::closeQuietly);
    }

    private static void closeQuietly(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    @Override
    public void close() {
        thaw();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropClients();
    }
}
