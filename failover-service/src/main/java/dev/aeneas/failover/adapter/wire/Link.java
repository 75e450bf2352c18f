package dev.aeneas.failover.adapter.wire;

import java.net.InetSocketAddress;

/** The way to one node: a connection that is kept while the node answers on it. Belongs to the thread of its loop. */
public final class Link {
    final InetSocketAddress address;
    final boolean hasSession;
    Connection current;
    Ask late;

    private Link(InetSocketAddress address, boolean hasSession) {
        this.address = address;
        this.hasSession = hasSession;
    }

    /** Silence was told, and an answer is waited for all the same. */
    boolean awaitsLate() {
        return late != null && !late.isEnded();
    }

    /** Nothing more goes out on that connection. */
    void forget(Connection connection) {
        if (current == connection) {
            current = null;
        }
    }

    /** For frames that stand alone: what a kept connection lost is asked once more on a new one. */
    public static Link plain(InetSocketAddress node) {
        return new Link(node, false);
    }

    /** For frames that mean something only after those before them: what a connection lost is refused. */
    public static Link withSession(InetSocketAddress node) {
        return new Link(node, true);
    }
}
