package dev.aeneas.backup.restore;

import java.time.Duration;
import java.time.Instant;

/**
 * A phase on one node, or for the whole cluster.
 *
 * @param node null: for the whole cluster
 * @param round counts reports of how far it is, and tries
 * @param attempt tries in a row without any progress, from 1
 * @param retryAt when it may be tried again; null: now
 * @param bytesDone of fetching
 */
public record Step(String node, int round, int attempt, Instant retryAt, long bytesDone, boolean done) {
    static Step of(String node) {
        return new Step(node, 1, 1, null, 0, false);
    }

    boolean mayBegin() {
        return !done && retryAt == null;
    }

    Step reached(long bytes, boolean finished) {
        return new Step(node, round + 1, 1, null, bytes, finished);
    }

    Step retry(Duration pause, Instant now) {
        return new Step(node, round + 1, attempt + 1, now.plus(pause), bytesDone, false);
    }

    Step givenUp() {
        return new Step(node, round, attempt, null, bytesDone, true);
    }

    Step woken(Instant now) {
        return retryAt == null || retryAt.isAfter(now) ? this : new Step(node, round, attempt, null, bytesDone, done);
    }
}
