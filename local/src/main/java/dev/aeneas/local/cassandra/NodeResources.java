package dev.aeneas.local.cassandra;

import java.util.OptionalDouble;

/**
 * What a node may use of the machine; changed by a restart, except the quota, which changes live.
 *
 * @param concurrency reads, and writes, at work at the same time
 * @param cpuCores a bound in cores (1.5 is one and a half), where the machine permits control groups; empty: unbounded
 */
public record NodeResources(int heapMegabytes, int concurrency, OptionalDouble cpuCores) {

    public static final NodeResources SMALL = new NodeResources(256, 8, OptionalDouble.empty());

    public NodeResources {
        if (heapMegabytes < 96) {
            throw new IllegalArgumentException(
                    "heapMegabytes: Cassandra does not start below 96, got " + heapMegabytes);
        }
        if (concurrency < 2) {
            throw new IllegalArgumentException("concurrency: Cassandra wants at least 2, got " + concurrency);
        }
        if (cpuCores.isPresent() && cpuCores.getAsDouble() < 0.05) {
            throw new IllegalArgumentException("cpuCores: at least 0.05, got " + cpuCores.getAsDouble());
        }
    }
}
