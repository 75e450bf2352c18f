package dev.aeneas.failover.detection;

import dev.aeneas.contracts.Observation.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one observer knows of writing to one datacenter. May be used by several threads. */
public final class CanaryTracker {
    private final DetectionParameters.Canaries canaries;
    private long newestRound = -1;
    private Canary current;

    public CanaryTracker(DetectionParameters.Canaries canaries) {
        this.canaries = canaries;
    }

    /**
     * One try.
     *
     * @param latency what the datacenter took, without what the observer itself came late by; null: it failed
     * @param error why it failed; null: it went well
     */
    public record Tried(long round, Instant startedAt, Instant endedAt, Duration latency, String error) {}

    /** The end of a try; the last word counts when they end out of order. */
    public synchronized void ended(Tried tried) {
        if (saysNothing(tried) || tried.round() <= newestRound) {
            return; // or a later try has told more
        }
        newestRound = tried.round();
        current = tried.error() == null ? new Canary(0, tried.endedAt(), tried.latency(), null) : failed(tried.error());
    }

    /**
     * The observer itself was paused while it waited. Silence is a failure at the bound: an answer that was found later may
     * have been there long before.
     */
    private boolean saysNothing(Tried tried) {
        return tried.error() == null
                ? tried.latency().compareTo(canaries.bound()) > 0
                : Duration.between(tried.startedAt(), tried.endedAt())
                                .compareTo(canaries.bound().plus(canaries.interval()))
                        > 0;
    }

    private Canary failed(String error) {
        return current == null
                ? new Canary(1, null, null, error)
                : new Canary(current.failedRounds() + 1, current.lastGoodAt(), current.latency(), error);
    }

    /** It cannot be tried at present: nothing is said, good or bad. */
    public synchronized void unknown() {
        current = null;
    }

    public synchronized Optional<Canary> current() {
        return Optional.ofNullable(current);
    }
}
