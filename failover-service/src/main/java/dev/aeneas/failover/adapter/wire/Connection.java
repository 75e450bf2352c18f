package dev.aeneas.failover.adapter.wire;

import dev.aeneas.cassandra.cql.TlsGreeting;
import dev.aeneas.cassandra.credentials.NodeAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.TlsChannel;
import tlschannel.WouldBlockException;

/** One TCP connection, with TLS or without; answers are matched with what was asked in its order. */
final class Connection {
    private static final int HEADER_BYTES = 9;
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int LENGTH_AT = 5;
    private static final int OPCODE_AT = 4;

    private final Link link;
    private final SocketChannel channel;

    /** The channel itself where there is no TLS. */
    private final ByteChannel bytes;

    private final SelectionKey key;
    private final ArrayDeque<Ask> pending = new ArrayDeque<>();
    private byte[] partial = new byte[0];
    private boolean open;
    private boolean answered;

    private Connection(Link link, SocketChannel channel, Selector selector) throws IOException {
        this.link = link;
        this.channel = channel;
        this.bytes = link.authority
                .get()
                .<ByteChannel>map(authority -> ClientTlsChannel.newBuilder(channel, engine(link.address, authority))
                        .build())
                .orElse(channel);
        this.key = channel.register(
                selector, channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (channel.isConnected()) {
            begin();
        }
    }

    static Connection open(Link link, Selector selector) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.connect(link.address);
            return new Connection(link, channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** With the address as its name, by which a session is found that can be resumed. */
    private static SSLEngine engine(InetSocketAddress address, NodeAuthority authority) {
        var engine = authority.context().createSSLEngine(address.getHostString(), address.getPort());
        engine.setUseClientMode(true);
        return engine;
    }

    Link link() {
        return link;
    }

    void send(Ask ask) throws IOException {
        pending.add(ask);
        ask.on = this;
        if (open) {
            write(ask);
        }
    }

    private void write(Ask ask) throws IOException {
        var frame = ByteBuffer.wrap(ask.frame);
        try {
            bytes.write(frame);
        } catch (WouldBlockException e) {
            throw new IOException("the node reads no more", e);
        }
        if (frame.hasRemaining()) {
            throw new IOException("the node reads no more");
        }
    }

    /** Reads what is there, or finishes to connect. */
    void ready(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            begin();
        } else if (key.isReadable() && !open) {
            begin();
        } else if (key.isReadable()) {
            read(buffer);
        }
    }

    /** TLS is greeted and answered in turns; what waits goes out when both sides have said all. */
    private void begin() throws IOException {
        if (bytes instanceof TlsChannel tls) {
            try {
                tls.handshake();
            } catch (NeedsReadException e) {
                return;
            }
        }
        open = true;
        for (var ask : pending) {
            write(ask);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        try {
            do {
                buffer.clear();
                if (bytes.read(buffer) < 0) {
                    throw new IOException("closed without an answer");
                }
                take(joined(buffer.flip()));
            } while (bytes != channel); // TLS may keep what was read with it, which no selector tells of
        } catch (NeedsReadException e) {
            // that was all
        }
    }

    private ByteBuffer joined(ByteBuffer news) {
        if (partial.length == 0) {
            return news;
        }
        return ByteBuffer.allocate(partial.length + news.remaining())
                .put(partial)
                .put(news)
                .flip();
    }

    private void take(ByteBuffer bytes) throws IOException {
        if (bytes.hasRemaining() && TlsGreeting.isAnswer(bytes.get(bytes.position()))) {
            throw new SSLException("it takes only TLS");
        }
        while (bytes.remaining() >= HEADER_BYTES) {
            int at = bytes.position();
            int length = bytes.getInt(at + LENGTH_AT);
            if (bytes.get(at) >= 0 || length < 0 || length > BODY_BYTES_MAX) {
                throw new IOException("something that is not Cassandra listens there");
            }
            if (bytes.remaining() < HEADER_BYTES + length) {
                break;
            }
            var body = new byte[length];
            bytes.position(at + HEADER_BYTES).get(body);
            answer(bytes.get(at + OPCODE_AT), body);
        }
        partial = new byte[bytes.remaining()];
        bytes.get(partial);
    }

    private void answer(int opcode, byte[] body) {
        answered = true;
        var ask = pending.poll();
        if (ask != null) {
            ask.end(new Reply.Frame(opcode, body, ask.took(System.nanoTime())));
        }
    }

    /** Nothing more goes out on it, and nobody waits for anything. */
    boolean isLeft() {
        return link.current != this && pending.isEmpty();
    }

    /** It waited long enough; returns whether nobody else waits here. */
    boolean giveUp(Ask ask) {
        pending.remove(ask);
        return pending.isEmpty();
    }

    /** Closes; returns what was asked and not answered. */
    List<Ask> close() {
        key.cancel();
        try {
            bytes.close();
        } catch (IOException e) {
            // it is gone in any case
        }
        var left = new ArrayList<>(pending);
        pending.clear();
        return left;
    }

    /** It has worked before: that it is closed says little of the node now. */
    boolean hasAnswered() {
        return answered;
    }
}
