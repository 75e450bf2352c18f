package dev.aeneas.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of shipping commit logs. */
@ConfigMapping(prefix = "aeneas.archive")
public interface ArchiveConfig {
    /** Pause between two rounds, which with the time of a round bounds what a lost disk takes along; zero: nothing is shipped. */
    @WithDefault("2s")
    Duration every();

    /** Pause between two looks for clusters and for newer backups. */
    @WithDefault("15s")
    Duration lookEvery();

    /** Logs go on from backups of this store. */
    @WithDefault("default")
    String store();
}
