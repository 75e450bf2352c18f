package dev.aeneas.provisioning.adapter.cluster;

import java.time.Duration;
import java.util.List;

/** Looks again and again until nothing is missing any more, within a bound. */
final class Awaiting {
    private final Duration poll;

    Awaiting(Duration poll) {
        this.poll = poll;
    }

    interface Look {
        /** What is still missing, for people; empty: nothing. */
        List<String> missing() throws InterruptedException;
    }

    /** What was still missing when the bound had passed; empty: it came true. */
    List<String> until(Duration bound, Look look) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            var missing = look.missing();
            if (missing.isEmpty() || System.nanoTime() - deadline > 0) {
                return missing;
            }
            Thread.sleep(poll.toMillis());
        }
    }
}
