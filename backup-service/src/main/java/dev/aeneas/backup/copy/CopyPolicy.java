package dev.aeneas.backup.copy;

import java.time.Duration;

/**
 * How often a copy is tried before it is given up.
 *
 * @param retryPause after the first try; it doubles from try to try
 */
public record CopyPolicy(int attemptsMax, Duration retryPause, Duration retryPauseMax) {
    private static final int DOUBLINGS_MAX = 20;

    Duration pauseAfter(int tries) {
        var pause = retryPause.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS_MAX));
        return pause.compareTo(retryPauseMax) < 0 ? pause : retryPauseMax;
    }
}
