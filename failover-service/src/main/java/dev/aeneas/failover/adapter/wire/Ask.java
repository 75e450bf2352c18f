package dev.aeneas.failover.adapter.wire;

import java.util.function.Consumer;

/** One frame that waits for its answer. */
final class Ask implements Comparable<Ask> {
    final Link link;
    final byte[] frame;
    final long deadlineNanos;
    private final Consumer<Reply> told;
    Connection on;
    boolean triedAgain;
    private boolean ended;

    Ask(Link link, byte[] frame, long deadlineNanos, Consumer<Reply> told) {
        this.link = link;
        this.frame = frame;
        this.deadlineNanos = deadlineNanos;
        this.told = told;
    }

    boolean isEnded() {
        return ended;
    }

    void end(Reply reply) {
        if (!ended) {
            ended = true;
            told.accept(reply);
        }
    }

    @Override
    public int compareTo(Ask other) {
        return Long.signum(deadlineNanos - other.deadlineNanos); // nanoTime may wrap around
    }
}
