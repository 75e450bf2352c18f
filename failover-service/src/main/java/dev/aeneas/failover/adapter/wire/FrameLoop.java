package dev.aeneas.failover.adapter.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that asks any number of nodes at once.
 *
 * <p>A connection is kept while the node answers on it. After a silence the next frame goes out on a new one, so that a node
 * that is back is not kept waiting by TCP's growing pauses; the old one stays until its own frames have had their time.
 */
public final class FrameLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameLoop.class);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long IDLE_MILLIS = 1_000;

    /** A selector tells of no more by one call. */
    private static final int FOUND_AT_ONCE = 1_024;

    /** Each takes about a millisecond of this thread, for which answers of others wait. */
    private static final int GREETINGS_PER_TURN = 8;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Ask> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Ask> toGreet = new ArrayDeque<>();
    private final Queue<Link> hungUp = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Ask> byDeadline = new PriorityQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private volatile boolean closed;

    public FrameLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a frame and returns at once; the reply comes on the loop's thread, within the bound of when the frame could go out. */
    public void ask(Link link, byte[] frame, Duration bound, Consumer<Reply> told) {
        ask(link, frame, new Patience(bound, Duration.ZERO), told);
    }

    /** As {@link #ask(Link, byte[], Duration, Consumer)}; an answer that comes late is told after the silence. */
    public void ask(Link link, byte[] frame, Patience patience, Consumer<Reply> told) {
        asked.add(new Ask(link, frame, patience, told));
        wake();
    }

    /** Lets a link's connection go; the next frame gets a new one. */
    public void hangUp(Link link) {
        hungUp.add(link);
        wake();
    }

    /** CPU of whatever asks is also that of this thread. */
    public long threadId() {
        return thread.getId();
    }

    private void wake() {
        if (!woken.getAndSet(true)) {
            selector.wakeup();
        }
    }

    private void run() {
        while (!closed) {
            try {
                // what came before this moment will have been read when silence is told
                long lookedAt = System.nanoTime();
                look();
                woken.set(false);
                turn(lookedAt);
            } catch (IOException | RuntimeException e) {
                LOG.warn("Asking nodes went wrong and goes on: {}", e.toString());
            }
        }
        closeAll();
    }

    private void look() throws IOException {
        int found = toGreet.isEmpty()
                ? selector.select(this::ready, millisToNextDeadline())
                : selector.selectNow(this::ready);
        while (found >= FOUND_AT_ONCE) {
            found = selector.selectNow(this::ready);
        }
    }

    private void turn(long lookedAt) {
        for (var link = hungUp.poll(); link != null; link = hungUp.poll()) {
            if (link.current != null) {
                lost(link.current, new Reply.Refused("hung up"));
            }
        }
        for (var ask = asked.poll(); ask != null; ask = asked.poll()) {
            if (ask.link.needsGreeting()) {
                toGreet.add(ask);
            } else {
                start(ask);
            }
        }
        greet();
        expire(lookedAt);
    }

    /** A few only: with more at once their answers would be late by what the others cost here. */
    private void greet() {
        for (int left = GREETINGS_PER_TURN; left > 0 && !toGreet.isEmpty(); ) {
            var ask = toGreet.poll();
            if (ask.link.needsGreeting()) {
                left--;
            }
            start(ask);
        }
    }

    private void start(Ask ask) {
        ask.begins(System.nanoTime());
        byDeadline.add(ask);
        begin(ask);
    }

    private long millisToNextDeadline() {
        while (!byDeadline.isEmpty() && byDeadline.peek().isEnded()) {
            byDeadline.poll();
        }
        if (byDeadline.isEmpty()) {
            return IDLE_MILLIS;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(byDeadline.peek().nanosLeft(System.nanoTime())) + 1;
        return Math.max(1, Math.min(IDLE_MILLIS, millis));
    }

    private void begin(Ask ask) {
        var link = ask.link;
        try {
            if (link.current == null && link.isSpent) {
                ask.end(new Reply.Refused("hung up since the last answer"));
                return;
            }
            if (link.current == null) {
                link.isSpent = link.hasSession;
                link.current = Connection.open(link, selector);
            }
            link.current.send(ask);
        } catch (IOException e) {
            var connection = ask.on;
            if (connection == null) {
                ask.end(new Reply.Refused(e.getMessage()));
            } else {
                lost(connection, reply(e));
            }
        }
    }

    private void ready(SelectionKey key) {
        var connection = (Connection) key.attachment();
        try {
            connection.ready(buffer);
            if (connection.isLeft()) {
                connection.close();
            }
        } catch (IOException | CancelledKeyException e) {
            lost(connection, reply(e));
        }
    }

    private static Reply reply(Exception e) {
        var reason = String.valueOf(e.getMessage());
        return e instanceof SSLException ? new Reply.Distrusted(reason) : new Reply.Refused(reason);
    }

    private void lost(Connection connection, Reply reply) {
        var left = connection.close();
        connection.link().forget(connection);
        for (var ask : left) {
            boolean again = connection.hasAnswered() && !ask.triedAgain && !ask.link.hasSession;
            if (again && !ask.isOverdue()) {
                ask.triedAgain = true;
                ask.on = null;
                beginAgain(ask);
            } else {
                ask.end(reply);
            }
        }
    }

    private void beginAgain(Ask ask) {
        if (ask.link.needsGreeting()) {
            byDeadline.remove(ask);
            toGreet.add(ask);
        } else {
            begin(ask);
        }
    }

    private void expire(long lookedAt) {
        while (!byDeadline.isEmpty() && byDeadline.peek().nanosLeft(lookedAt) <= 0) {
            var ask = byDeadline.poll();
            if (!ask.isEnded()) {
                silent(ask);
            }
        }
    }

    private void silent(Ask ask) {
        var connection = ask.on;
        if (connection != null) {
            ask.link.forget(connection); // nothing more goes out on it
        }
        if (ask.mayBeLate() && !ask.link.awaitsLate()) {
            ask.link.late = ask; // one tells that the node lives; more would only keep connections open
            ask.waitsOn();
            byDeadline.add(ask);
            return;
        }
        if (connection != null && connection.giveUp(ask)) {
            connection.close();
        }
        ask.end(new Reply.Silent());
    }

    private void closeAll() {
        selector.keys().forEach(key -> ((Connection) key.attachment()).close());
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("Not closed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
