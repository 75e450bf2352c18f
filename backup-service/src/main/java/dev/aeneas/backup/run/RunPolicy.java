package dev.aeneas.backup.run;

import java.time.Duration;

/**
 * The bounds of a run.
 *
 * @param nodesAtOnce nodes that upload at the same time
 * @param attemptsMax tries of a phase, or of a node while uploading, before the backup fails
 * @param clearing snapshots that could not be cleared are tried again
 */
public record RunPolicy(int nodesAtOnce, int attemptsMax, Duration retryPause, Clearing clearing) {

    /** The pause doubles from try to try up to its maximum. */
    public record Clearing(int attemptsMax, Duration pause, Duration pauseMax) {
        Duration pauseAfter(int attempt) {
            var doubled = pause.multipliedBy(1L << Math.min(attempt - 1, 20));
            return doubled.compareTo(pauseMax) < 0 ? doubled : pauseMax;
        }
    }
}
