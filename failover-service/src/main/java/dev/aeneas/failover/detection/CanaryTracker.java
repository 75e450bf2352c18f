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
     * @param error why it failed; null: it went well
     */
    public record Tried(long round, Instant startedAt, Instant endedAt, String error) {
        Duration took() {
            return Duration.between(startedAt, endedAt);
        }
    }

    /** The end of a try; the last word counts when they end out of order. */
    public synchronized void ended(Tried tried) {
        boolean isVoid = tried.took().compareTo(canaries.bound().plus(canaries.interval())) > 0;
        if (isVoid || tried.round() <= newestRound) {
            return; // the observer itself was paused, or a later try has told more
        }
        newestRound = tried.round();
        boolean late = tried.took().compareTo(canaries.bound()) > 0;
        var error = tried.error() == null && late ? "took " + tried.took() : tried.error();
        current = error == null ? good(tried) : failed(error);
    }

    private static Canary good(Tried tried) {
        return new Canary(0, tried.endedAt(), tried.took(), null);
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
