package dev.aeneas.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import tlschannel.NeedsReadException;
import tlschannel.ServerTlsChannel;

/**
 * Nodes that answer what observers ask, any number of them on one thread, each at an address of its own. They keep nothing: whatever row
 * is asked for is as new as can be, and no row came from elsewhere.
 */
final class FakeNodes implements AutoCloseable {
    private static final int CQL_PORT = 9042;
    private static final int BACKLOG = 50;
    private static final int HEADER_BYTES = 9;
    private static final int OPCODE_AT = 4;
    private static final int LENGTH_AT = 5;
    private static final int STARTUP = 1;
    private static final int OPTIONS = 5;
    private static final int RESULT = 8;
    private static final byte[] SUPPORTED = frame(6, new byte[0]);
    private static final byte[] READY = frame(2, new byte[0]);
    private static final byte[] WRITTEN = frame(RESULT, ints(1));
    private static final byte[] NEWEST = frame(
            RESULT,
            ByteBuffer.allocate(28)
                    .put(ints(2, 4, 1, 1, Long.BYTES))
                    .putLong(Long.MAX_VALUE)
                    .array());
    private static final byte[] NO_ROWS = frame(RESULT, ints(2, 4, 2, 0));

    private final Optional<SSLContext> tls;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 12);
    private volatile boolean closed;

    /**
     * Begins to listen.
     *
     * @param tls what they speak TLS with, and take nothing else; empty: in the clear
     */
    FakeNodes(List<String> addresses, Optional<SSLContext> tls) throws IOException {
        this.tls = tls;
        for (var address : addresses) {
            listen(address);
        }
        var thread = new Thread(this::serve, "fake-nodes");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(String address) throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(address, CQL_PORT), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, new Place(address, null));
    }

    /**
     * Of a node.
     *
     * @param client null: it listens there
     */
    private record Place(String address, ByteChannel client) {
        static boolean isAmong(SelectionKey key, List<String> addresses) {
            return addresses.contains(((Place) key.attachment()).address());
        }
    }

    /** They refuse connections, and those that they had are gone. */
    void kill(List<String> addresses) {
        change(() -> {
            for (var key : selector.keys()) {
                if (Place.isAmong(key, addresses)) {
                    closeQuietly(key);
                }
            }
        });
    }

    /** They are connected to, and say nothing. */
    void freeze(List<String> addresses) {
        change(() -> selector.keys().stream()
                .filter(key -> key.isValid() && Place.isAmong(key, addresses))
                .forEach(key -> key.interestOps(0)));
    }

    private void change(Runnable change) {
        changes.add(change);
        selector.wakeup();
    }

    private void serve() {
        try (selector) { // which lets go of what is registered with it
            while (!closed) {
                selector.select(this::ready);
                for (var change = changes.poll(); change != null; change = changes.poll()) {
                    change.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) {
                var client = server.accept();
                client.configureBlocking(false);
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var address = ((Place) key.attachment()).address();
                client.register(selector, SelectionKey.OP_READ, new Place(address, bytesOf(client)));
            } else {
                answer(key, ((Place) key.attachment()).client());
            }
        } catch (NeedsReadException e) {
            // the rest comes later
        } catch (IOException e) {
            closeQuietly(key);
        }
    }

    private ByteChannel bytesOf(SocketChannel client) {
        return tls.<ByteChannel>map(
                        context -> ServerTlsChannel.newBuilder(client, context).build())
                .orElse(client);
    }

    private void answer(SelectionKey key, ByteChannel client) throws IOException {
        buffer.clear();
        int read = client.read(buffer);
        if (read < 0) {
            closeQuietly(key);
            return;
        }
        buffer.flip();
        while (buffer.remaining() >= HEADER_BYTES) {
            int at = buffer.position();
            int length = buffer.getInt(at + LENGTH_AT);
            if (buffer.remaining() < HEADER_BYTES + length) {
                throw new IOException("a frame in pieces"); // they are small, and this is one machine
            }
            var body = new byte[length];
            buffer.position(at + HEADER_BYTES).get(body);
            client.write(ByteBuffer.wrap(answer(buffer.get(at + OPCODE_AT), body)));
        }
    }

    private static byte[] answer(int opcode, byte[] body) {
        if (opcode == OPTIONS) {
            return SUPPORTED;
        }
        if (opcode == STARTUP) {
            return READY;
        }
        var query = new String(body, StandardCharsets.UTF_8);
        if (query.contains("INSERT")) {
            return WRITTEN;
        }
        return query.contains(" IN (") ? NO_ROWS : NEWEST;
    }

    private static byte[] frame(int opcode, byte[] body) {
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .put(new byte[] {(byte) 0x84, 0, 0, 0, (byte) opcode})
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static void closeQuietly(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    @Override
    public void close() {
        change(() -> {
            selector.keys().forEach(FakeNodes::closeQuietly);
            closed = true;
        });
    }
}
