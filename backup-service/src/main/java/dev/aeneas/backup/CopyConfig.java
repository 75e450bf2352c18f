package dev.aeneas.backup;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How backups are copied from one store into another. */
public interface CopyConfig {
    /** Contents on their way at the same time, each with a part of it in memory. */
    @WithDefault("4")
    int objectsAtOnce();

    /** Bound of one attempt to copy what one node needs. */
    @WithDefault("6h")
    Duration timeout();

    /** Tries before a copy is given up; together with the pauses about an hour. */
    @WithDefault("10")
    int attemptsMax();

    /** Before the second try; it doubles from try to try. */
    @WithDefault("10s")
    Duration retryPause();

    @WithDefault("10m")
    Duration retryPauseMax();
}
