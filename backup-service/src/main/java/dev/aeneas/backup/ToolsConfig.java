package dev.aeneas.backup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of reading tables and SSTables for their digests. */
@ConfigMapping(prefix = "aeneas.tools")
public interface ToolsConfig {
    /** Folder with Cassandra's own jars, without which SSTables cannot be read outside of a cluster. */
    Optional<Path> cassandraJars();

    /** Of the process that reads SSTables: grows with how many there are, not with how large they are. */
    @WithDefault("512")
    int heapMebibytes();

    /** Of one run of that process; it is killed after that. */
    @WithDefault("2h")
    Duration timeout();

    CqlConfig cql();

    /** How a living table is read. */
    interface CqlConfig {
        /** Parts of the ring that a table is read in, one query each. */
        @WithDefault("64")
        int ranges();

        @WithDefault("4")
        int rangesAtOnce();

        /** Rows of one answer at most; fewer where they are large, so that an answer has about 1 MiB. */
        @WithDefault("1000")
        int pageRows();
    }
}
