package dev.aeneas.backup.adapter.store;

import java.time.Duration;

/**
 * How long a store over the network is waited for, and how often it is asked again.
 *
 * @param callTimeout of one try of one call
 * @param attemptsMax tries of one call
 * @param retryPause before the second try; grows from try to try
 * @param partBytes what is larger is sent in parts of this size; each is held in memory while it is sent
 */
public record StoreBounds(
        Duration connectTimeout, Duration callTimeout, int attemptsMax, Duration retryPause, int partBytes) {
    private static final int PAUSE_GROWS_TO = 32;

    /** The longest pause between two tries. */
    public Duration retryPauseMax() {
        return retryPause.multipliedBy(PAUSE_GROWS_TO);
    }

    /** All tries of one call together. */
    public Duration retriesTimeout() {
        return callTimeout.plus(retryPauseMax()).multipliedBy(attemptsMax);
    }
}
