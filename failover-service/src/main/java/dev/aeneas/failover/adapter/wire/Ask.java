package dev.aeneas.failover.adapter.wire;

import java.time.Duration;
import java.util.function.Consumer;

/** One frame that waits for its answer. Belongs to the thread of its loop once it has begun. */
final class Ask implements Comparable<Ask> {
    final Link link;
    final byte[] frame;
    private final Patience patience;
    private final Consumer<Reply> told;
    private long beganNanos;
    private long deadlineNanos;
    Connection on;
    boolean triedAgain;
    private boolean overdue;
    private boolean ended;

    Ask(Link link, byte[] frame, Patience patience, Consumer<Reply> told) {
        this.link = link;
        this.frame = frame;
        this.patience = patience;
        this.told = told;
    }

    /** Only now: the time that this process did not get is not the node's. */
    void begins(long nowNanos) {
        beganNanos = nowNanos;
        deadlineNanos = nowNanos + patience.bound().toNanos();
    }

    Duration took(long nowNanos) {
        return Duration.ofNanos(nowNanos - beganNanos);
    }

    long nanosLeft(long nowNanos) {
        return deadlineNanos - nowNanos;
    }

    /** Silence was told, and only a late answer may still be. */
    boolean isOverdue() {
        return overdue;
    }

    boolean isEnded() {
        return ended;
    }

    boolean mayBeLate() {
        return !overdue && !patience.late().isZero();
    }

    /** Tells silence, and waits on. */
    void waitsOn() {
        overdue = true;
        deadlineNanos += patience.late().toNanos();
        told.accept(new Reply.Silent());
    }

    void end(Reply reply) {
        if (ended) {
            return;
        }
        ended = true;
        if (!overdue) {
            told.accept(reply);
        } else if (reply instanceof Reply.Frame) {
            told.accept(new Reply.Late());
        }
    }

    @Override
    public int compareTo(Ask other) {
        return Long.signum(deadlineNanos - other.deadlineNanos); // nanoTime may wrap around
    }
}
