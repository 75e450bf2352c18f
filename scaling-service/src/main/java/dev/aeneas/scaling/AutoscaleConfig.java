package dev.aeneas.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the load of datacenters with a policy is looked at, and every bound of it. */
@ConfigMapping(prefix = "aeneas.scaling.autoscale")
public interface AutoscaleConfig {
    /** Between two looks. */
    @WithDefault("1m")
    Duration interval();

    /** In a row that must all show the same before something is changed. */
    @WithDefault("5")
    int looks();

    /** Of a target that the load would have to stay below on the nodes that remain after a shrink. */
    @WithDefault("80")
    int shrinkPercent();

    /** With more compactions than these waiting on a node nothing shrinks. */
    @WithDefault("32")
    int pendingCompactions();

    /** For one node to answer one call. */
    @WithDefault("5s")
    Duration nodePatience();

    /** Nodes asked at the same time. */
    @WithDefault("16")
    int concurrency();
}
