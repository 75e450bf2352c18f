package dev.aeneas.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Nodes that answer OPTIONS and nothing else, any number of them on one thread, each at an address of its own. */
final class FakeNodes implements AutoCloseable {
    private static final int CQL_PORT = 9042;
    private static final int BACKLOG = 50;
    private static final int REQUEST_BYTES = 9;

    /** SUPPORTED without a body. */
    private static final byte[] ANSWER = {(byte) 0x84, 0, 0, 0, 6, 0, 0, 0, 0};

    private final Selector selector = Selector.open();
    private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 12);
    private volatile boolean closed;

    FakeNodes(List<String> addresses) throws IOException {
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
        server.register(selector, SelectionKey.OP_ACCEPT, address);
    }

    /** They refuse connections, and those that they had are gone. */
    void kill(List<String> addresses) {
        change(() -> {
            for (var key : selector.keys()) {
                if (addresses.contains(key.attachment())) {
                    closeQuietly(key);
                }
            }
        });
    }

    /** They are connected to, and say nothing. */
    void freeze(List<String> addresses) {
        change(() -> selector.keys().stream()
                .filter(key -> key.isValid() && addresses.contains(key.attachment()))
                .forEach(key -> key.interestOps(0)));
    }

    private void change(Runnable change) {
        changes.add(change);
        selector.wakeup();
    }

    private void serve() {
        try {
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
                client.register(selector, SelectionKey.OP_READ, key.attachment());
            } else {
                answer(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            closeQuietly(key);
        }
    }

    private void answer(SelectionKey key, SocketChannel client) throws IOException {
        buffer.clear();
        int read = client.read(buffer);
        if (read < 0) {
            closeQuietly(key);
            return;
        }
        for (int i = 0; i < read / REQUEST_BYTES; i++) {
            client.write(ByteBuffer.wrap(ANSWER));
        }
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
