package dev.aeneas.failover.adapter.cluster;

import java.time.Duration;
import java.time.Instant;

/** A clock that one can wait for. */
interface Ticks {
    Ticks SYSTEM = new Ticks() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void waitUntil(Instant moment) throws InterruptedException {
            Thread.sleep(Math.max(0, Duration.between(now(), moment).toMillis()));
        }
    };

    Instant now();

    /** Returns at once when it is over. */
    void waitUntil(Instant moment) throws InterruptedException;
}
