package dev.aeneas.backup;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How restore drills are done. */
public interface DrillConfig {
    /** Until a drill is given up, when nobody named a bound. */
    @WithDefault("12h")
    Duration timeout();

    /** Tries to find the backup, and to begin the restore. */
    @WithDefault("5")
    int attemptsMax();

    @WithDefault("10s")
    Duration retryPause();

    /** Times that a scratch cluster's deletion is asked for; with the pauses about a day. */
    @WithDefault("150")
    int deletionsMax();

    /** After the first of these; it doubles from time to time. */
    @WithDefault("20s")
    Duration deletePause();

    @WithDefault("10m")
    Duration deletePauseMax();
}
