package dev.aeneas.backup.drill;

import java.time.Duration;

/**
 * The bounds of a drill.
 *
 * @param timeout of a drill for which none was named
 * @param attemptsMax tries to read the store's list, and to begin the restore
 * @param deletionsMax times that the scratch cluster's deletion is asked for
 * @param deletePause after the first of these; it doubles up to {@code deletePauseMax}
 */
public record DrillPolicy(
        Duration timeout,
        int attemptsMax,
        Duration retryPause,
        int deletionsMax,
        Duration deletePause,
        Duration deletePauseMax) {
    private static final int DOUBLINGS_MAX = 20;

    Duration pauseAfter(int deletions) {
        var pause = deletePause.multipliedBy(1L << Math.min(deletions - 1, DOUBLINGS_MAX));
        return pause.compareTo(deletePauseMax) < 0 ? pause : deletePauseMax;
    }
}
