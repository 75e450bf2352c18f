package dev.aeneas.provisioning.adapter.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The local provider: regions are blocks of loopback addresses, nodes are processes. */
@ConfigMapping(prefix = "aeneas.local")
public interface LocalConfig {
    /** Where nodes keep their data. */
    @WithDefault("${user.home}/.aeneas/nodes")
    Path folder();

    /** The first one has the addresses {@code 127.<address-base>.*.*}, the next one those after it. */
    @WithDefault("east,west,north")
    List<String> regions();

    @WithDefault("20")
    int addressBase();

    /** How long the data of a removed node is kept. */
    @WithDefault("7d")
    Duration removedDataKept();

    /** Between two looks for data of removed nodes that was kept for long enough. */
    @WithDefault("1h")
    Duration removedDataSweep();

    /**
     * How long a node may fall silent while it streams before the others forget it; only then can it begin anew. One that
     * lives and is only slow must not be forgotten: it would miss writes. By default Cassandra's ten ring delays.
     */
    @WithDefault("50s")
    Duration failedJoin();

    /** Versions of Cassandra beside the build's own: the folder of each one's jars. */
    Map<String, Path> cassandraVersions();

    /** Sizes by name. */
    Map<String, Size> skus();

    /** What a node of a size may use. */
    interface Size {
        int heapMegabytes();

        /** Reads, and writes, at work at the same time. */
        int concurrency();

        /** Bound in cores, where the machine permits control groups; empty: unbounded. */
        OptionalDouble cpuCores();
    }
}
