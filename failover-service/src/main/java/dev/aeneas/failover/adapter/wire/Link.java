package dev.aeneas.failover.adapter.wire;

import dev.aeneas.cassandra.credentials.NodeAuthority;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** The way to one node: a connection that is kept while the node answers on it. Belongs to the thread of its loop. */
public final class Link {
    final InetSocketAddress address;
    final Supplier<Optional<NodeAuthority>> authority;
    final boolean hasSession;
    Connection current;

    /** A session ends with its connection: another one would not know what was said before. */
    boolean isSpent;

    Ask late;

    private Link(InetSocketAddress address, Supplier<Optional<NodeAuthority>> authority, boolean hasSession) {
        this.address = address;
        this.authority = authority;
        this.hasSession = hasSession;
    }

    /** Silence was told, and an answer is waited for all the same. */
    boolean awaitsLate() {
        return late != null && !late.isEnded();
    }

    /** The next frame has to wait for a handshake. */
    boolean needsGreeting() {
        return current == null && authority.get().isPresent();
    }

    /** Nothing more goes out on that connection. */
    void forget(Connection connection) {
        if (current == connection) {
            current = null;
        }
    }

    /**
     * For frames that stand alone: what a kept connection lost is asked once more on a new one.
     *
     * @param authority of a node that is spoken with over TLS; asked for at each connection, on the loop's thread
     */
    public static Link sessionless(InetSocketAddress node, Supplier<Optional<NodeAuthority>> authority) {
        return new Link(node, authority, false);
    }

    /**
     * For frames that mean something only after those before them: once its connection is lost, all is refused.
     *
     * @param authority of a node that is spoken with over TLS
     */
    public static Link withSession(InetSocketAddress node, Optional<NodeAuthority> authority) {
        return new Link(node, () -> authority, true);
    }
}
