package dev.aeneas.cassandra.node;

import java.time.Duration;

/** Waits until the LIVING nodes hold one schema, as one of them sees it: the dead are not waited for. */
public final class SchemaAgreement {
    private static final Duration POLL = Duration.ofMillis(100);

    private SchemaAgreement() {}

    /** Whether they agreed within the bound. */
    public static boolean await(SeeRing node, Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!node.ring().agreesOnSchema()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }
}
